/// Nobody reads these partitions of the command topic: the lane makes the group share them out anew.
public struct PartitionsUnowned: Event {
  public static let name = "partitions-unowned"
  public let lane: Int
  public let partitions: String

  public init(lane: Int, partitions: String) {
    self.lane = lane
    self.partitions = partitions
  }

  public var level: LogLevel { .warning }
  public var message: String { "no member of the group reads the partitions \(partitions): joining again" }
  public var fields: [(name: String, value: FieldValue)] {
    [("lane", FieldValue(lane)), ("partitions", .string(partitions))]
  }
}
