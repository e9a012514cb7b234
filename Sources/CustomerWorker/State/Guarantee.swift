/// What a crash can do to results.
package enum Guarantee: Sendable {
  /// Results and offsets are one transaction.
  case exactlyOnce
  /// Results are written, and then their offsets are committed: a crash in between makes results come twice.
  case atLeastOnce
}
