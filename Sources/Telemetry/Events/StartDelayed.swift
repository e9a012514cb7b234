/// The cluster is not ready yet; the worker goes on trying until the start deadline.
public struct StartDelayed: Event {
  public static let name = "start-delayed"
  public static let advice =
    "Mend what the reason names before start.deadlineSeconds have passed, or start the brokers."

  public let reason: String

  public init(reason: String) {
    self.reason = reason
  }

  public var level: LogLevel { .warning }
  public var message: String {
    "not started yet: \(reason)"
  }
  public var repetitionKey: String? { reason }
}
