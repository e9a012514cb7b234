/// A lane's consumer was made anew: its session had ended, and no other process had its name.
public struct ConsumerRenewed: Event {
  public static let name = "consumer-renewed"
  public let lane: Int

  public init(lane: Int) {
    self.lane = lane
  }

  public var level: LogLevel { .info }
  public var message: String { "consumer made anew: its session ended, and no other process has its kafka.instanceId" }
  public var fields: [(name: String, value: FieldValue)] {
    [("lane", FieldValue(lane))]
  }
}
