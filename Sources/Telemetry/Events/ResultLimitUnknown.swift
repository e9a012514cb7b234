/// The result topics' largest record cannot be read; the setting alone bounds results.
public struct ResultLimitUnknown: Event {
  public static let name = "result-limit-unknown"
  public static let advice =
    "Give the worker the right DescribeConfigs on its result topics, or set limits.resultBytes to their max.message.bytes."

  public let topic: String
  public let reason: String

  public init(topic: String, reason: String) {
    self.topic = topic
    self.reason = reason
  }

  public var level: LogLevel { .warning }
  public var message: String {
    "max.message.bytes of \(topic) is not known (\(reason)): limits.resultBytes alone bounds results"
  }
  public var fields: [(name: String, value: FieldValue)] {
    [("topic", .string(topic))]
  }
  public var repetitionKey: String? { topic }
}
