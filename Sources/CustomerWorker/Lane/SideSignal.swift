package import Kafka

/// What one poll of a lane's side consumer brings.
package enum SideSignal<Record: CommandRecord & ~Copyable>: ~Copyable {
  /// Nothing within the time.
  case nothing
  /// A committed record; those of aborted transactions are not delivered.
  case record(Record)
  /// There is no committed record before this offset any more, and none at it yet.
  case end(offset: Int64)
  /// A batch that cannot be decompressed here either, by its first record's offset.
  case undecodable(base: Int64, KafkaError)
  /// A batch that fails its checksum, by its first record's offset.
  case corrupt(base: Int64, KafkaError)
  case failed(KafkaError)
}
