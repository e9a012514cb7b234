/// How results are written.
public struct ResultFormat: Sendable, Equatable {
  /// The content mode of CloudEvents' Kafka binding.
  public enum Mode: String, Sendable, CaseIterable { case binary, structured }

  public var mode = Mode.binary
  /// The CloudEvents `source`: the same for all replicas.
  public var source = "/customer-worker"
  /// The start of a problem's `type`; the code follows.
  public var problemBase = "urn:customer-create:problem:"
  /// The largest result, in bytes, by the settings; a topic may take less. A value of which no more than its size can be said
  /// is only copied up to here.
  public var resultBytes = 1_000_000
  /// Headers of the command that its result has too.
  public var copyHeaders: [String] = []

  public init() {}
}
