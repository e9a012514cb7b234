/// The worker ends; the account of its life.
public struct WorkerStopped: Event {
  public static let name = "worker-stopped"
  public static let advice =
    "Nothing after a stop that was requested. Otherwise the reason names what to mend, and the exit code whether another start can help."

  public let accepted: Int
  public let rejected: Int
  public let reason: String
  /// Whether a stop was requested; otherwise the worker cannot go on, and the reason has to be seen.
  public let wasAsked: Bool

  public init(accepted: Int, rejected: Int, reason: String, wasAsked: Bool) {
    self.accepted = accepted
    self.rejected = rejected
    self.reason = reason
    self.wasAsked = wasAsked
  }

  public var level: LogLevel { wasAsked ? .info : .error }
  public var message: String {
    "stopped: \(reason)"
  }
  public var fields: [(name: String, value: FieldValue)] {
    [("accepted", FieldValue(accepted)), ("rejected", FieldValue(rejected))]
  }
}
