/// The position of a command in Kafka.
public struct RecordPosition: Sendable, Equatable {
  public var topic: String
  public var partition: Int32
  public var offset: Int64
  /// Kafka's, in milliseconds since 1970; nil when the record has none.
  public var timestamp: Int64?

  public init(topic: String, partition: Int32, offset: Int64, timestamp: Int64?) {
    self.topic = topic
    self.partition = partition
    self.offset = offset
    self.timestamp = timestamp
  }
}
