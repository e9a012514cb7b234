/// The group takes a lane's partitions away.
public struct PartitionsRevoked: Event {
  public static let name = "partitions-revoked"
  public let lane: Int
  /// Their numbers, separated by commas.
  public let partitions: String
  public let areLost: Bool

  public init(lane: Int, partitions: String, areLost: Bool) {
    self.lane = lane
    self.partitions = partitions
    self.areLost = areLost
  }

  public var level: LogLevel { .info }
  public var message: String { areLost ? "partitions lost: the session ended" : "partitions revoked" }
  public var fields: [(name: String, value: FieldValue)] {
    [("lane", FieldValue(lane)), ("partitions", .string(partitions))]
  }
}
