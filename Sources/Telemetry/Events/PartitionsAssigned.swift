/// The group gave partitions to a lane.
public struct PartitionsAssigned: LaneEvent {
  public static let name = "partitions-assigned"
  public static let advice =
    "Nothing."

  public let lane: Int
  /// The numbers, separated by commas.
  public let partitions: String

  public init(lane: Int, partitions: String) {
    self.lane = lane
    self.partitions = partitions
  }

  public var level: LogLevel { .info }
  public var message: String {
    "partitions assigned: \(partitions)"
  }
  public var ownFields: [(name: String, value: FieldValue)] {
    [("partitions", .string(partitions))]
  }
}
