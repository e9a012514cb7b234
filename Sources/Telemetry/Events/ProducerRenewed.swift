/// A lane's producer was recreated, with a new epoch, so that no late request of the old one counts.
public struct ProducerRenewed: LaneEvent {
  public static let name = "producer-renewed"
  public static let advice =
    "Nothing. If it is frequent, connections to the brokers break: look at the network."

  public let lane: Int
  public let reason: String

  public init(lane: Int, reason: String) {
    self.lane = lane
    self.reason = reason
  }

  public var level: LogLevel { .info }
  public var message: String {
    "producer recreated: \(reason)"
  }
  public var repetitionKey: String? { "\(lane)" }
}
