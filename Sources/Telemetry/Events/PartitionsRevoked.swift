/// The group takes a lane's partitions away.
public struct PartitionsRevoked: LaneEvent {
  public static let name = "partitions-revoked"
  public static let advice =
    "Nothing, when processes come and go. If partitions are lost without that, see consumer-renewed."

  public let lane: Int
  /// The numbers, separated by commas.
  public let partitions: String
  /// Whether the session had ended, so that another member may have them already.
  public let areLost: Bool

  public init(lane: Int, partitions: String, areLost: Bool) {
    self.lane = lane
    self.partitions = partitions
    self.areLost = areLost
  }

  public var level: LogLevel { .info }
  public var message: String {
    areLost ? "partitions lost: the session ended" : "partitions revoked"
  }
  public var ownFields: [(name: String, value: FieldValue)] {
    [("partitions", .string(partitions))]
  }
}
