internal import Kafka

/// The meaning of a call's success or failure for the lane's next decision.
package enum CallOutcome: Sendable {
  case done
  /// Making the same call again continues where it stopped.
  case retriable
  /// The transaction must be aborted.
  case abortable
  /// The client is unusable, or in an unknown state.
  case fatal
  /// Another producer with the same `transactional.id` was made, or the broker timed the transaction out.
  case fenced

  /// The flags decide, in this order: fatal, abort, retriable. An error without a flag leaves a client in an unknown state.
  /// `_FENCED` may be flagged as abortable; an abort cannot help a producer whose epoch is gone.
  init(_ error: KafkaError) {
    if error.code == .fenced {
      self = .fenced
    } else if error.isFatal {
      self = .fatal
    } else if error.requiresAbort {
      self = .abortable
    } else if error.isRetriable {
      self = .retriable
    } else {
      self = .fatal
    }
  }
}
