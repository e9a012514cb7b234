/// The consumer of a static member was recreated: its session had ended, and no other process is known to have its name.
public struct ConsumerRenewed: LaneEvent {
  public static let name = "consumer-renewed"
  public static let advice =
    "Nothing. If it is frequent, the process is starved of CPU, or kafka.sessionTimeoutMs is too short for the network."

  public let lane: Int

  public init(lane: Int) {
    self.lane = lane
  }

  public var level: LogLevel { .info }
  public var message: String {
    "consumer recreated: its session had ended"
  }
}
