/// Whether a lane has a transaction, and what it must go back to when it has none.
package enum LanePhase: Equatable, Sendable {
  case between(Rewind)
  case transaction(Transaction)

  package enum Rewind: Equatable, Sendable {
    case none
    /// The transaction was aborted for certain: back to its first offsets.
    case toFirstOffsets
    /// Its outcome is unknown: back to what the group has committed.
    case toCommittedOffsets
  }

  package struct Transaction: Equatable, Sendable {
    package enum Stage: Equatable, Sendable {
      /// Takes records.
      case open
      /// Exactly once: the offsets are being added to it. At least once: the results are being flushed.
      case preparingCommit
      case committing
      case aborting
    }

    package internal(set) var stage = Stage.open
    /// When its first record was processed.
    let since: Int64
    /// Its outgoing records, and their bytes.
    var records = 0
    var bytes = 0
    /// A poll after the last record found nothing: nothing more is waiting.
    var isCaughtUp = false
    /// A connection of the producer was lost, a request timed out, or a call was slow or repeated: librdkafka may have sent
    /// EndTxn twice, and the late one would end the next transaction (librdkafka #5423, until brokers and library both
    /// have KIP-890's second part).
    var mayHaveDuplicateRequest = false
    /// Since when the calls that end it get no answer.
    var endRequestedSince: Int64?
  }
}
