/// The check whether every partition of the command topic is assigned to some member of the group.
///
/// A group can settle with a partition left out. A static member that restarts causes no rebalance (KIP-345), and a leader
/// that was restarted after partitions were added has never seen fewer: the library joins again only when it sees the
/// number change. Joining again with the same member id makes the leader distribute the partitions again.
struct UnassignedPartitionCheck: Equatable, Sendable {
  enum Answer: Equatable, Sendable { case allAssigned, someUnassigned, unknown }

  /// The wait after an assignment, and until the answer is certain.
  static let settleMilliseconds: Int64 = 5_000
  static let intervalMilliseconds: Int64 = 60_000

  /// Whether two checks in a row found one: the group had time to distribute what it had just learned of.
  private(set) var hasUnassigned = false
  private var foundUnassigned = false
  private var due: Int64 = .max
  private var waitAfterAssignment = settleMilliseconds

  func isDue(now: Int64) -> Bool { now >= due }

  /// The lane has joined, or the group has distributed the partitions.
  mutating func assigned(now: Int64) {
    foundUnassigned = false
    due = now + waitAfterAssignment
  }

  mutating func answered(_ answer: Answer, now: Int64) {
    hasUnassigned = answer == .someUnassigned && foundUnassigned
    foundUnassigned = answer == .someUnassigned
    waitAfterAssignment = Self.settleMilliseconds
    due = now + (answer == .allAssigned ? Self.intervalMilliseconds : Self.settleMilliseconds)
  }

  /// Waits a full interval before the next check, so that a partition that nobody can take does not cause endless rebalances.
  mutating func resubscribed(now: Int64) {
    hasUnassigned = false
    foundUnassigned = false
    waitAfterAssignment = Self.intervalMilliseconds
    due = now + waitAfterAssignment
  }
}
