/// A lie of the model's clients, to prove that the simulation would notice a lane that breaks the rule behind it.
package enum Canary: String, CaseIterable, Sendable {
  /// Lost connections are not reported: a late EndTxn ends the next transaction.
  case hidesLostConnections
  /// The group's committed offsets are forgotten: an unknown outcome looks like an abort.
  case forgetsCommittedOffsets
  /// Committed offsets are given while a transaction still holds others.
  case readsUnstableOffsets
  /// Results are committed and their offsets are not.
  case dropsOffsets
  /// Every consumer claims to be a member: a replaced process and its successor fence each other in turn.
  case claimsMembership
  /// Nobody is told about a successor, and no suspension is noticed.
  case hidesReplacements
  /// Every partition seems to be assigned.
  case hidesUnassignedPartitions
  /// A record is not handed out.
  case losesRecords
  /// A seek succeeds and does nothing.
  case ignoresSeeks
  /// A result is written in the other partition's place.
  case mixesUpDeliveries
}
