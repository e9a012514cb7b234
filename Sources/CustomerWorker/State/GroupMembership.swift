/// A lane's membership in the consumer group: what a rebalance, a lost session and a replaced instance make of it.
///
/// A leaf of `LaneState`, which ends transactions and moves offsets accordingly.
package struct GroupMembership: Sendable {
  /// After this long without an answer the lane stops, and the supervisor decides which process has the instance id.
  private static let unansweredMilliseconds: Int64 = 60_000
  /// librdkafka and the brokers name a static member by its instance id, a hyphen and a UUID of 36 characters.
  private static let memberIDSuffixBytes = 37

  private static let rightsCheckMilliseconds: Int64 = 5_000
  private static let rightsCheckAfterRefusalMilliseconds: Int64 = 1_000

  /// nil: a dynamic member.
  let instanceID: String?
  /// How long the coordinator keeps a member that is silent.
  let sessionMilliseconds: Int64

  package private(set) var membership = Membership.notJoined
  /// The name that the coordinator gave this member with its last assignment.
  private(set) var memberID = ""
  /// When the coordinator was last asked for another process with this one's name.
  private var replacementAskedAt: Int64?
  /// Since when the group has not answered with an assignment.
  private(set) var unassignedSince: Int64?
  private var rightsCheckedAt: Int64 = .min / 2
  private(set) var unassignedCheck = UnassignedPartitionCheck()

  init(instanceID: String?, sessionMilliseconds: Int64) {
    self.instanceID = instanceID
    self.sessionMilliseconds = sessionMilliseconds
  }

  var isStatic: Bool { instanceID != nil }

  /// Whether the lane may take part in the group: not while another process may have its name.
  var mayBeMember: Bool {
    switch membership {
    case .maybeReplaced, .needsConsumer: false
    case .notJoined, .settled, .partlyPositioned, .assigned, .revoked: true
    }
  }

  // MARK: A rebalance

  mutating func joined(now: Int64) {
    membership = .settled
    unassignedSince = now
    unassignedCheck.assigned(now: now)
  }

  mutating func assigned(_ partitions: [Int32], memberID: String, now: Int64) {
    membership = .assigned(partitions)
    // Empty where the library has forgotten it meanwhile: the last one is still this member's own.
    if !memberID.isEmpty { self.memberID = memberID }
    unassignedSince = nil
    unassignedCheck.assigned(now: now)
  }

  /// Every assigned partition is being read.
  mutating func positioned() {
    membership = .settled
  }

  /// A commit outside a transaction may arrive twice, and would then move the offset back behind later transactions.
  ///
  /// A new consumer has another member id, so that the coordinator refuses the late one. (Joining again with the old id need
  /// not even raise the generation: the coordinator answers a follower whose subscription is the same with the current one.)
  mutating func commitUncertain() {
    if mayBeMember, membership != .revoked { membership = .needsConsumer }
  }

  /// The log has no record at the offset where the partition was to go on.
  mutating func offsetOutOfRange(_ partition: Int32) {
    let lost = Unpositioned(partition: partition, isOutOfRange: true)
    switch membership {
    case .settled: membership = .partlyPositioned([lost])
    case .partlyPositioned(let others) where !others.contains { $0.partition == partition }:
      membership = .partlyPositioned(others + [lost])
    default: break
    }
  }

  /// The group takes the partitions back.
  ///
  /// A static member whose session ended while it was suspended may have been replaced. One that was awake has lost its
  /// coordinator, not its name, and asks nobody: while any broker is down the question has no answer.
  mutating func revoked(isLost: Bool, wasSuspended: Bool) {
    guard mayBeMember else { return }
    if isLost && isStatic {
      membership = wasSuspended ? .maybeReplaced(unansweredSince: nil) : .needsConsumer
    } else {
      membership = .revoked
    }
  }

  /// The assignment is given up, or a new consumer has none.
  mutating func unassigned(now: Int64) {
    membership = .settled
    unassignedSince = now
  }

  /// Whether the group has been silent for so long that a right may be missing: the library reports that once at most.
  ///
  /// - Parameter isRefused: something was refused lately, so that it is no question of patience.
  func isRightsCheckDue(isRefused: Bool, now: Int64) -> Bool {
    guard let unassignedSince, membership == .settled else { return false }
    let wait = isRefused ? Self.rightsCheckAfterRefusalMilliseconds : Self.rightsCheckMilliseconds
    return now - max(unassignedSince, rightsCheckedAt) >= wait
  }

  mutating func rightsChecked(now: Int64) {
    rightsCheckedAt = now
  }

  // MARK: Another process with this one's name

  /// How far back a suspension counts: since the last question, and at most three sessions.
  ///
  /// It is heard of after the work that was under way when the session ended, and its calls' time-outs.
  func suspensionWindow(now: Int64) -> Int64 {
    min(3 * sessionMilliseconds, replacementAskedAt.map { now - $0 } ?? .max)
  }

  /// The shortest suspension after which another process may have this one's name. (With a coordinator that was away
  /// before, much less than a session is the end of one.)
  var suspensionMilliseconds: Int64 { sessionMilliseconds / 5 }

  /// The process was suspended before a new consumer could join: another may have the name by now.
  mutating func suspendedBeforeRejoin() {
    membership = .maybeReplaced(unansweredSince: nil)
  }

  enum ReplacementAnswer { case replaced, notReplaced, unknown, unknownForTooLong }

  /// Records the ids of the group's members, nil when the coordinator did not answer.
  mutating func membersListed(_ memberIDs: [String]?, askedAt: Int64, now: Int64) -> ReplacementAnswer {
    replacementAskedAt = askedAt
    guard let memberIDs else {
      guard case .maybeReplaced(let since) = membership else { return .unknown }
      membership = .maybeReplaced(unansweredSince: since ?? now)
      return now - (since ?? now) >= Self.unansweredMilliseconds ? .unknownForTooLong : .unknown
    }
    if memberIDs.contains(where: { isReplacement($0) }) { return .replaced }
    membership = .needsConsumer
    return .notReplaced
  }

  private func isReplacement(_ id: String) -> Bool {
    guard let instanceID, id != memberID else { return false }
    return id.hasPrefix("\(instanceID)-") && id.utf8.count == instanceID.utf8.count + Self.memberIDSuffixBytes
  }

  // MARK: Partitions that nobody has

  mutating func unassignedPartitionsChecked(_ answer: UnassignedPartitionCheck.Answer, now: Int64) {
    unassignedCheck.answered(answer, now: now)
  }

  mutating func resubscribed(now: Int64) {
    unassignedCheck.resubscribed(now: now)
  }
}
