/// Why a lane, and with it the worker, ends.
public enum LaneEnd: Error, Equatable, Sendable, CustomStringConvertible {
  /// Asked to stop: everything polled is committed. Exit code 0.
  case drained
  /// Settings, topics, passwords or rights are wrong. Exit code 78.
  case misconfigured(String)
  /// No broker was reached by the start deadline. Exit code 69.
  case unavailable(String)
  /// Commands were deleted before they were read, and `kafka.onLostRecords` is `stop`. Exit code 65.
  case commandsLost(String)
  /// Another process took this one's place, or the drain took too long. Exit code 75.
  case tryAgain(String)

  /// Another process has this one's place in the group.
  static let replaced = LaneEnd.tryAgain(
    "another process joined the group with the same kafka.instanceId and lane; give each its own")

  public var description: String {
    switch self {
    case .drained: "asked to stop"
    case .misconfigured(let reason), .unavailable(let reason), .commandsLost(let reason), .tryAgain(let reason): reason
    }
  }
}
