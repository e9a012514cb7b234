/// The event that one poll of a consumer brings.
public enum ConsumerEvent: ~Copyable {
  /// Nothing within the time.
  case none
  case record(ConsumedRecord)
  /// The group gave these partitions: answer with `assign`, for an empty list too.
  case assigned([TopicPartition])
  /// The group takes these partitions back: finish what is under way, then answer with `unassign`. When the assignment is
  /// lost another member has them already.
  case revoked([TopicPartition], isLost: Bool)
  /// The partition has no committed record at this offset yet, only if `enable.partition.eof` is set.
  case partitionEnd(TopicPartition, offset: Int64)
  /// Something is wrong with one partition or topic.
  ///
  /// The offset is that of the batch that cannot be read (`isUndecodableBatch`, `isCorruptBatch`): its first record's,
  /// wherever in the batch the reading began. It is `LogicalOffset.none` where the error concerns no offset.
  case partitionError(TopicPartition?, offset: Int64, KafkaError)
  /// Something is wrong with the client. Librdkafka goes on trying, unless the error `isFatal`.
  case error(KafkaError)
  /// The client's statistics, as JSON for `ConsumerStatistics`; only if `statistics.interval.ms` is set.
  case statistics([UInt8])
  /// A line of the log, when nothing else waits; `drainLog` brings them at any time.
  case log(LogLine)
}
