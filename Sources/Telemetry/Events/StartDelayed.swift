/// The cluster is not ready yet; the worker goes on trying until the start deadline.
public struct StartDelayed: Event {
  public static let name = "start-delayed"
  public let reason: String

  public init(reason: String) {
    self.reason = reason
  }

  public var level: LogLevel { .warning }
  public var message: String { "not started yet: \(reason)" }
}
