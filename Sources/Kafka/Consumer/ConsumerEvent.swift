/// What one poll of a consumer brings.
public enum ConsumerEvent: ~Copyable {
  /// Nothing within the time.
  case none
  case record(ConsumedRecord)
  /// The group gave these partitions: answer with `assign`, for an empty list too.
  case assigned([TopicPartition])
  /// The group takes these partitions back: finish what is under way, then answer with `unassign`. When the assignment is
  /// lost another member has them already.
  case revoked([TopicPartition], isLost: Bool)
  /// Something is wrong with one partition or topic; `offset` is -1001 where the error has none.
  case partitionError(TopicPartition?, offset: Int64, KafkaError)
  /// Something is wrong with the client; mostly librdkafka is at work on it (`isFatal` says when not).
  case error(KafkaError)
  /// A line of the log, when nothing else waits; `drainLog` brings them at any time.
  case log(LogLine)
}
