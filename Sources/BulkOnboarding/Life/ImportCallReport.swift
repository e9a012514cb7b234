internal import Kafka

/// The outcome of a call of the producer: all that the state learns of it.
package struct ImportCallReport: Sendable, Equatable {
  package enum Outcome: Sendable, Equatable {
    case done
    /// Making the call again goes on where it stopped.
    case retriable
    /// The producer is in a state that nobody knows, or its transaction cannot be committed.
    case failed
    /// Another producer has taken the job's transactional id over, or the transaction timed out.
    case fenced
    /// Somebody has to change a setting, a password, a topic or a right.
    case refused(String)
  }

  package var outcome: Outcome
  /// A connection was lost, a request timed out, or the call took over a second: a request may arrive a second time.
  package var isDisturbed: Bool

  package init(_ outcome: Outcome, isDisturbed: Bool = false) {
    self.outcome = outcome
    self.isDisturbed = isDisturbed
  }

  package static let done = ImportCallReport(.done)
}
