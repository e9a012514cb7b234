package import Kafka

/// The result of one poll of a lane's consumer.
package enum ConsumerSignal<Record: CommandRecord & ~Copyable>: ~Copyable {
  /// Nothing within the time.
  case nothing
  case record(Record)
  /// The group assigned these partitions, perhaps none, and waits for `assign`.
  case assigned([Int32])
  /// The group takes these partitions back and waits for `unassign`. When they are lost, another member has them already.
  case revoked([Int32], isLost: Bool)
  /// One partition cannot be read; nil: the topic.
  case partitionError(Int32?, offset: Int64, KafkaError)
  /// The client reports an error; usually librdkafka is at work on it (`isFatal` says when not).
  case error(KafkaError)
}
