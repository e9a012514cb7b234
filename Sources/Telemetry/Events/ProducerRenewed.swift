/// A lane's producer was made anew: a new epoch.
public struct ProducerRenewed: Event {
  public static let name = "producer-renewed"
  public let lane: Int
  public let reason: String

  public init(lane: Int, reason: String) {
    self.lane = lane
    self.reason = reason
  }

  public var level: LogLevel { .info }
  public var message: String { "producer made anew: \(reason)" }
  public var fields: [(name: String, value: FieldValue)] {
    [("lane", FieldValue(lane))]
  }
}
