/// A rule of the lane's life that a canary breaks on purpose, to prove that the simulation would tell.
enum BrokenRule: CaseIterable {
  /// The producer goes on after a disturbance: a late EndTxn ends the next transaction.
  case keepsDisturbedProducer
  /// An unknown outcome is taken for an abort.
  case rewindsFromMemory
  /// Committed offsets are read while a transaction still holds others.
  case readsUnstableOffsets
  /// Results are committed and their offsets are not.
  case forgetsOffsets
  /// A failure between transactions is tried again without hearing the group.
  case repeatsWithoutPolling
  /// Records that come while there is something else to do first are passed over.
  case forgetsEarlyRecords
  /// Records that were polled together with one whose result could not be produced are passed over.
  case forgetsRestOfBatch
  /// A fenced lane makes a new producer at once: a zombie and its successor fence each other in turn.
  case fencesInTurn
  /// A lane whose session has ended joins again without asking whether a successor has its name.
  case joinsUnasked
  /// A partition that the group has forgotten is nobody's for ever.
  case looksForNoUnowned
}
