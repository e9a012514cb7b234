/// What is known of the members of the workers' group.
struct WorkerGroupWatch: Sendable, Equatable {
  /// How long nothing has moved before the first question.
  static let silenceMilliseconds: Int64 = 5000
  static let intervalMilliseconds: Int64 = 10_000
  static let emptyMilliseconds: Int64 = 60_000

  private var askedAt: Int64?
  private var emptySince: Int64?

  /// Whether it is time to ask again.
  func isDue(now: Int64) -> Bool { askedAt.map { now - $0 >= Self.intervalMilliseconds } ?? true }

  /// - Parameter members: nil when nobody has answered.
  mutating func asked(members: Int?, now: Int64) {
    askedAt = now
    emptySince = members == 0 ? emptySince ?? now : nil
  }

  /// Whether the group has had no member for so long that nobody seems to run a worker.
  func isAbandoned(now: Int64) -> Bool { emptySince.map { now - $0 >= Self.emptyMilliseconds } ?? false }
}
