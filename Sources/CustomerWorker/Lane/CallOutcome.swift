import Kafka

/// What came of a transactional call, as far as the lane's decision goes.
enum CallOutcome: Sendable {
  case done
  /// The same call goes on where it stopped when it is made again.
  case retriable
  /// The transaction must be aborted.
  case abortable
  /// The producer is of no more use.
  case fatal
  /// Another producer with the same `transactional.id` was made, or the broker timed the transaction out.
  case fenced

  /// The flags decide, in this order (fatal, abort, retriable); an error without one is a producer in an unknown
  /// state. `_FENCED` may come flagged as abortable and is not.
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
