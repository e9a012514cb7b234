/// How many commands were answered in committed transactions.
public struct CommandCounts: Equatable, Sendable {
  public var accepted = 0
  public var rejected = 0

  public static func += (total: inout CommandCounts, part: CommandCounts) {
    total.accepted += part.accepted
    total.rejected += part.rejected
  }
}
