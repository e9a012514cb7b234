/// Commands were deleted from the log before they were read.
public struct CommandsLost: LaneEvent {
  public static let name = "commands-lost"
  public static let advice =
    "Give the command topic a longer retention, or the group more lanes; ask the producers to send the lost commands again."

  public let lane: Int
  public let topic: String
  public let partition: Int32
  /// The number of the lost commands.
  public let count: Int64
  /// The offset at which the lane goes on.
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
    "\(count) commands of \(topic)[\(partition)] were deleted before they were read; resuming at offset \(offset)"
  }
  public var ownFields: [(name: String, value: FieldValue)] {
    [
      ("topic", .string(topic)), ("partition", FieldValue(partition)), ("count", FieldValue(count)),
      ("offset", FieldValue(offset)),
    ]
  }
}
