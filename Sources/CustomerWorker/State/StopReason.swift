/// The reason why a lane, and with it the worker, stops.
public enum StopReason: Error, Equatable, Sendable, CustomStringConvertible {
  /// The worker was asked to stop, and everything that was polled is committed.
  case drained
  /// Settings, topics, passwords or rights are wrong.
  case misconfigured(String)
  /// No broker was reached by the start deadline.
  case unavailable(String)
  /// Commands were deleted before they were read, or cannot be read, and the setting for it says `stop`.
  case commandsLost(String)
  /// Another process took this one's place, or the drain took too long.
  case temporaryFailure(String)

  /// Another process is a member of the group under this one's instance id.
  static let replaced = StopReason.temporaryFailure(
    "another process joined the group with the same kafka.instanceId and lane; give each its own")

  public var description: String {
    switch self {
    case .drained: "asked to stop"
    case .misconfigured(let reason), .unavailable(let reason), .commandsLost(let reason), .temporaryFailure(let reason):
      reason
    }
  }
}
