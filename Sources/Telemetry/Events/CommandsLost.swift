/// Commands were deleted from the log before they were read.
public struct CommandsLost: Event {
  public static let name = "commands-lost"
  public let lane: Int
  public let topic: String
  public let partition: Int32
  public let count: Int64
  public let offset: Int64

  public init(lane: Int, topic: String, partition: Int32, count: Int64, offset: Int64) {
    self.lane = lane
    self.topic = topic
    self.partition = partition
    self.count = count
    self.offset = offset
  }

  public var level: LogLevel { .error }
  public var message: String {
    "\(count) commands of \(topic)[\(partition)] were deleted before they were read; on at offset \(offset)"
  }
  public var fields: [(name: String, value: FieldValue)] {
    [
      ("lane", FieldValue(lane)), ("topic", .string(topic)), ("partition", FieldValue(partition)),
      ("count", FieldValue(count)), ("offset", FieldValue(offset)),
    ]
  }
}
