/// A command made up for tests, demonstrations and trials.
public struct Sample: Sendable, Equatable {
  /// The record's value. It has no line feed, and no carriage return at its end, so it can stand on a line of a file.
  public var value: [UInt8]
  /// The record's key: no tab and no line feed. A tenth of the samples has none.
  public var key: [UInt8]?
  /// What was done to spoil the command; empty for a good one.
  public var faults: [SampleFault]

  /// Whether the worker rejects it, with the rules that hold by default.
  public var isBad: Bool { !faults.isEmpty }
}
