/// The number of partitions that a topic has.
public struct TopicPartitionCount: Sendable, Equatable {
  public let topic: String
  /// The number of partitions; 0 when there is an error.
  public let count: Int32
  /// The topic's error: `unknownTopicOrPartition` when the topic is missing, `topicAuthorizationFailed` when it may not be looked at.
  public let error: KafkaError?

  public init(topic: String, count: Int32, error: KafkaError?) {
    self.topic = topic
    self.count = count
    self.error = error
  }
}
