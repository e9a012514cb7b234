/// How results are written.
public struct ResultFormat: Sendable, Equatable {
  /// The content mode of CloudEvents' Kafka binding.
  public enum Mode: String, Sendable, CaseIterable { case binary, structured }

  public var mode = Mode.binary
  /// The CloudEvents `source`: the same for all replicas.
  public var source = "/customer-worker"
  /// The start of a problem's `type`; the code follows.
  public var problemBase = "urn:customer-create:problem:"
  /// Headers of the command that its result has too.
  public var copyHeaders: [String] = []

  public init() {}
}
