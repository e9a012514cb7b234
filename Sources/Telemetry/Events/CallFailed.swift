/// A call of the Kafka library failed and is made again.
public struct CallFailed: Event {
  public static let name = "call-failed"
  public let lane: Int
  public let call: String
  public let reason: String

  public init(lane: Int, call: String, reason: String) {
    self.lane = lane
    self.call = call
    self.reason = reason
  }

  public var level: LogLevel { .warning }
  public var message: String { "\(call) failed: \(reason)" }
  public var fields: [(name: String, value: FieldValue)] {
    [("lane", FieldValue(lane))]
  }
}
