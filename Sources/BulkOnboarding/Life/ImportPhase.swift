/// Where an import is in its life.
package enum ImportPhase: Sendable, Equatable {
  /// The file is read, counted and checked; nothing is sent.
  case reading
  case opening(Opening)
  case sending(Sending)
  /// Another producer has the job's transactional id, or the transaction timed out while this process slept.
  case fenced
  /// Everything is sent.
  case waiting
  /// Every row has its result or will never have one; the jobs topic is asked whether somebody has said so already.
  case settling(isWriting: Bool)
  /// The job is over; its files are being written.
  case writing(JobDone)
  case done(ImportEnd)

  package enum Opening: Sendable, Equatable {
    /// A look at the jobs topic that fences nobody, and can only refuse.
    case looking
    case makingProducer
    case reading
    case writing(ImportRecord)
  }

  package struct Sending: Sendable, Equatable {
    /// Up to there the rows are committed.
    package var committed: SentPosition
    package var stage = Stage.rewinding

    package init(from committed: SentPosition) {
      self.committed = committed
    }
  }

  package enum Stage: Sendable, Equatable {
    case rewinding
    case between
    case open(Transaction)
    case flushing(Transaction)
    case recording(Transaction)
    case committing(Transaction)
  }

  package struct Transaction: Sendable, Equatable {
    var since: Int64
    var rows = 0
    var bytes = 0
    /// Up to there the rows are in the transaction.
    var position: SentPosition
    /// Whether the position is the file's end.
    var isAtEnd = false
    /// Whether the rows that come next do not fit into it.
    var isFull = false
  }
}
