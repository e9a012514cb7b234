/// When a lane looks whether every partition of the command topic is somebody's, and what it does then.
///
/// A group can settle without one. A static member that restarts brings about no rebalance (KIP-345), and a leader that was
/// restarted after partitions were added has never seen fewer: the library joins again only when it sees the number
/// change. Joining again with the same member id makes the leader share the partitions out anew.
struct OwnershipSurvey: Equatable, Sendable {
  enum Answer: Equatable, Sendable { case owned, unowned, unknown }

  /// After an assignment, and until the answer is certain.
  static let settleMilliseconds: Int64 = 5_000
  static let intervalMilliseconds: Int64 = 60_000

  /// Twice in a row: the group had time to share out what it had just learned of.
  private(set) var findsUnowned = false
  private var foundUnowned = false
  private var wait = settleMilliseconds
  private var due: Int64?

  /// The first time after an assignment it is not.
  mutating func isDue(now: Int64) -> Bool {
    guard let due else {
      due = now + wait
      return false
    }
    return now >= due
  }

  /// The group has shared the partitions out.
  mutating func assigned() {
    foundUnowned = false
    due = nil
  }

  mutating func answered(_ answer: Answer, now: Int64) {
    findsUnowned = answer == .unowned && foundUnowned
    foundUnowned = answer == .unowned
    wait = Self.settleMilliseconds
    due = now + (answer == .owned ? Self.intervalMilliseconds : wait)
  }

  /// What comes of it is looked at after a whole interval: what it does not mend shall not stop the group over and over.
  mutating func joinedAgain() {
    findsUnowned = false
    foundUnowned = false
    wait = Self.intervalMilliseconds
    due = nil
  }
}
