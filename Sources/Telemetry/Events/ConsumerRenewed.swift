/// A static member's consumer was made anew: its session had ended, and no other process is known to have its name.
public struct ConsumerRenewed: Event {
  public static let name = "consumer-renewed"
  public let lane: Int

  public init(lane: Int) {
    self.lane = lane
  }

  public var level: LogLevel { .info }
  public var message: String { "consumer made anew: its session had ended" }
  public var fields: [(name: String, value: FieldValue)] {
    [("lane", FieldValue(lane))]
  }
}
