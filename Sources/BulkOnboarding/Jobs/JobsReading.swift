/// The rule by which the jobs topic is read to its end: the records of every transaction that ended before the question.
///
/// The high watermark is asked as a reader of uncommitted records, and the topic is read as one of committed records, until
/// the end of the partition at that watermark or later. An end before it is an open transaction of somebody else's; without any
/// end nobody answers.
package struct JobsReading: Sendable, Equatable {
  /// The time that an open transaction of somebody else's is waited for: more than a transaction of an import takes with
  /// the brokers' scan for expired ones.
  package static let patienceMilliseconds: Int64 = 60_000

  /// The offset that has to be reached; nil where the first end is enough.
  private let end: Int64?
  /// When something of the topic was read last.
  private var movedAt: Int64
  private var reached: Int64?
  /// Whether the last thing that was heard is the end of what can be read.
  private var isAtEnd = false

  package enum Step: Sendable, Equatable {
    case readOn
    /// Somebody else's transaction is open, and has been waited for that long.
    case waitForTransaction(milliseconds: Int64)
    case complete
    /// The transaction was not ended within the patience.
    case stuck
    /// Nothing was heard within the patience.
    case unanswered
  }

  /// - Parameters:
  ///   - high: the high watermark, of uncommitted records too; nil reads to the last stable offset and waits for nothing.
  ///   - now: on the monotonic clock, in milliseconds.
  package init(high: Int64?, now: Int64) {
    end = high
    movedAt = now
  }

  package mutating func recordRead(now: Int64) {
    movedAt = now
    isAtEnd = false
  }

  /// The partition ends there, for a reader of committed records.
  package mutating func partitionEnded(at offset: Int64) {
    reached = max(reached ?? offset, offset)
    isAtEnd = true
  }

  package func next(now: Int64) -> Step {
    if let reached, reached >= end ?? 0 { return .complete }
    let waited = now - movedAt
    if waited >= Self.patienceMilliseconds { return isAtEnd ? .stuck : .unanswered }
    return isAtEnd && waited >= 1000 ? .waitForTransaction(milliseconds: waited) : .readOn
  }
}
