/// The group gave partitions to a lane.
public struct PartitionsAssigned: Event {
  public static let name = "partitions-assigned"
  public let lane: Int
  public let partitions: String

  public init(lane: Int, partitions: String) {
    self.lane = lane
    self.partitions = partitions
  }

  public var level: LogLevel { .info }
  public var message: String { "partitions assigned: \(partitions)" }
  public var fields: [(name: String, value: FieldValue)] {
    [("lane", FieldValue(lane)), ("partitions", .string(partitions))]
  }
}
