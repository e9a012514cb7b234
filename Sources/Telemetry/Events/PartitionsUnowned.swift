/// No member of the group reads these partitions of the command topic: the lane makes the group assign them again.
public struct PartitionsUnowned: LaneEvent {
  public static let name = "partitions-unowned"
  public static let advice =
    "Nothing, unless it repeats: then a member of the group that is no customer-worker has them and does not read."

  public let lane: Int
  /// The numbers, separated by commas.
  public let partitions: String

  public init(lane: Int, partitions: String) {
    self.lane = lane
    self.partitions = partitions
  }

  public var level: LogLevel { .warning }
  public var message: String {
    "no member of the group reads the partitions \(partitions): joining again"
  }
  public var ownFields: [(name: String, value: FieldValue)] {
    [("partitions", .string(partitions))]
  }
  public var repetitionKey: String? { "\(lane)" }
}
