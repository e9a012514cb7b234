/// A call of the Kafka library has not returned for as long as `watchdog.seconds` allows; the process ends.
public struct CallHung: LaneEvent {
  public static let name = "call-hung"
  public static let advice =
    "Let the supervisor start the process again. If it repeats, look at the network and at the brokers that the library logs."

  public let lane: Int
  public let call: String
  public let milliseconds: Int64

  public init(lane: Int, call: String, milliseconds: Int64) {
    self.lane = lane
    self.call = call
    self.milliseconds = milliseconds
  }

  public var level: LogLevel { .error }
  public var message: String {
    "\(call) has not returned for \(milliseconds) ms; the process ends, and nothing that was committed is lost"
  }
}
