/// The time for which the cluster has refused a right or a topic that somebody may still give.
struct PermanentErrorTimer: Sendable {
  /// What a lane cannot do without.
  enum Requirement: Hashable, Sendable {
    case producer, group, commands, transaction

    var sentence: String {
      switch self {
      case .producer: "the transactional producer cannot be made"
      case .group: "the group cannot be joined"
      case .commands: "the command topic cannot be read"
      case .transaction: "results cannot be written"
      }
    }
  }

  private struct Run {
    var first: Int64
    var last: Int64
  }

  /// Refusals further apart are separate ones.
  private static let gapMilliseconds: Int64 = 60_000

  /// When a refusal of what was never satisfied is final, if it began before, on the lane's clock; nil: never.
  private let startDeadline: Int64?
  /// How long a refusal that began later may last; nil: forever.
  private let patienceMilliseconds: Int64?
  private var satisfied: Set<Requirement> = []
  private var runs: [Requirement: Run] = [:]

  init(startDeadline: Int64?, patienceMilliseconds: Int64?) {
    self.startDeadline = startDeadline
    self.patienceMilliseconds = patienceMilliseconds
  }

  /// Records a refusal and returns whether it is final.
  ///
  /// - Parameter since: when it began, where that is known to be earlier.
  mutating func failed(_ requirement: Requirement, since: Int64? = nil, now: Int64) -> Bool {
    var run = runs[requirement] ?? Run(first: now, last: now)
    if now - run.last > Self.gapMilliseconds { run.first = now }
    if let since { run.first = min(run.first, since) }
    run.last = now
    runs[requirement] = run
    if let startDeadline, run.first <= startDeadline, !satisfied.contains(requirement) { return now >= startDeadline }
    return patienceMilliseconds.map { now - run.first >= $0 } ?? false
  }

  /// Since when something is refused; nil: nothing is.
  func refusedSince(now: Int64) -> Int64? {
    runs.values.filter { now - $0.last <= Self.gapMilliseconds }.map(\.first).min()
  }

  mutating func satisfied(_ requirement: Requirement) {
    if !runs.isEmpty { runs[requirement] = nil }
    if !satisfied.contains(requirement) { satisfied.insert(requirement) }
  }
}
