/// A call of the Kafka library failed and is made again.
public struct CallFailed: LaneEvent {
  public static let name = "call-failed"
  public static let advice =
    "Nothing, while brokers are away or moving. If it goes on with healthy brokers, the reason names what to look at."

  public let lane: Int
  public let call: String
  public let reason: String

  public init(lane: Int, call: String, reason: String) {
    self.lane = lane
    self.call = call
    self.reason = reason
  }

  public var level: LogLevel { .warning }
  public var message: String {
    "\(call) failed: \(reason)"
  }
  public var repetitionKey: String? { "\(lane) \(call)" }
}
