/// The result of a request for one topic.
public struct CreateTopicResult: Sendable, Equatable {
  public let topic: String
  /// Nil when the topic was created.
  public let error: KafkaError?

  public init(topic: String, error: KafkaError?) {
    self.topic = topic
    self.error = error
  }
}
