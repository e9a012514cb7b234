/// The promise about results for the case of a crash.
package enum Guarantee: Sendable {
  /// Results and offsets are one transaction.
  case exactlyOnce
  /// Results are written, and then their offsets are committed: a crash in between makes results come twice.
  case atLeastOnce
}
