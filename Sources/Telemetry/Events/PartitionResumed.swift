/// A partition with a batch that could not be read at first is read as the others are again.
public struct PartitionResumed: LaneEvent {
  public static let name = "partition-resumed"
  public static let advice = "Nothing."

  public let lane: Int
  public let partition: Int32
  /// The offset at which it goes on.
  public let offset: Int64

  public init(lane: Int, partition: Int32, offset: Int64) {
    self.lane = lane
    self.partition = partition
    self.offset = offset
  }

  public var level: LogLevel { .info }
  public var message: String { "partition \(partition) goes on at offset \(offset)" }
  public var ownFields: [(name: String, value: FieldValue)] {
    [("partition", FieldValue(partition)), ("offset", FieldValue(offset))]
  }
}
