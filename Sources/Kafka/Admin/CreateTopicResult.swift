/// What came of one topic of a request.
public struct CreateTopicResult: Sendable, Equatable {
  public let topic: String
  /// nil: done.
  public let error: KafkaError?

  public init(topic: String, error: KafkaError?) {
    self.topic = topic
    self.error = error
  }
}
