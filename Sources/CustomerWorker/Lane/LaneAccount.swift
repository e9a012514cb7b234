/// How many commands a lane has answered, in committed transactions.
public struct LaneAccount: Equatable, Sendable {
  public var accepted = 0
  public var rejected = 0

  public static func += (total: inout LaneAccount, part: LaneAccount) {
    total.accepted += part.accepted
    total.rejected += part.rejected
  }
}
