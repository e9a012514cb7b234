/// A command made up for tests, demonstrations and trials.
package struct Sample: Sendable, Equatable {
  /// The record's value. It has no line feed, and no carriage return at its end, so it can be a line of a file.
  package var value: [UInt8]
  /// The record's key: no tab and no line feed. A tenth of the samples has none.
  package var key: [UInt8]?
  /// What was done to spoil the command; empty for a good one.
  package var faults: [SampleFault]

  /// Whether the worker rejects it, with the rules that hold by default.
  package var isBad: Bool { !faults.isEmpty }
}
