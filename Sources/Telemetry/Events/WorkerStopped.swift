/// The worker ends; the account of its life.
public struct WorkerStopped: Event {
  public static let name = "worker-stopped"
  public let accepted: Int
  public let rejected: Int
  public let reason: String

  public init(accepted: Int, rejected: Int, reason: String) {
    self.accepted = accepted
    self.rejected = rejected
    self.reason = reason
  }

  public var level: LogLevel { .info }
  public var message: String { "stopped: \(reason)" }
  public var fields: [(name: String, value: FieldValue)] {
    [("accepted", FieldValue(accepted)), ("rejected", FieldValue(rejected))]
  }
}
