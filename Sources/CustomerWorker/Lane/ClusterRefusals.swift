/// How long the cluster has said no to what a lane cannot do without: a right or a topic that somebody may yet give.
struct ClusterRefusals: Sendable {
  enum Need: Hashable, Sendable {
    case producer, group, transaction

    var sentence: String {
      switch self {
      case .producer: "the transactional producer cannot be made"
      case .group: "the group cannot be joined"
      case .transaction: "results cannot be written"
      }
    }
  }

  private struct Streak {
    var first: Int64
    var last: Int64
  }

  /// Refusals further apart are separate ones.
  private static let gapMilliseconds: Int64 = 60_000

  /// When a refusal of what was never granted is final, if it began before, on the lane's clock; nil: never.
  private let startDeadline: Int64?
  /// How long a refusal that began later may last; nil: for ever.
  private let patienceMilliseconds: Int64?
  private var granted: Set<Need> = []
  private var streaks: [Need: Streak] = [:]

  init(startDeadline: Int64?, patienceMilliseconds: Int64?) {
    self.startDeadline = startDeadline
    self.patienceMilliseconds = patienceMilliseconds
  }

  /// Whether the refusal is final.
  mutating func refused(_ need: Need, now: Int64) -> Bool {
    var streak = streaks[need] ?? Streak(first: now, last: now)
    if now - streak.last > Self.gapMilliseconds { streak.first = now }
    streak.last = now
    streaks[need] = streak
    if let startDeadline, streak.first <= startDeadline, !granted.contains(need) { return now >= startDeadline }
    return patienceMilliseconds.map { now - streak.first >= $0 } ?? false
  }

  mutating func accepted(_ need: Need) {
    if !streaks.isEmpty { streaks[need] = nil }
    if !granted.contains(need) { granted.insert(need) }
  }
}
