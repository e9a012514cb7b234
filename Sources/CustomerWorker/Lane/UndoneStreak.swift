/// Transactions undone in a row.
struct UndoneStreak: Sendable {
  /// At 5 s each, minutes without a result while nothing is wrong with any connection.
  static let limit = 50

  private var count = 0
  /// Those of them in which no connection was lost and no call was slow: no outage explains them.
  private var unexplained = 0

  /// More than what a rebalance, or a sequence number that the broker does not take, brings about.
  var isLong: Bool { count >= 3 }

  /// Why the lane had better end; nil while it may go on. An outage is waited for, however long.
  var excess: String? {
    unexplained < Self.limit
      ? nil : "\(unexplained) transactions in a row were undone with no connection lost; the log says why"
  }

  /// Adds one and gives the milliseconds to wait: none after the first, then more each time, 5 s at most.
  mutating func add(isDisturbed: Bool) -> Int64 {
    count += 1
    unexplained = isDisturbed ? 0 : unexplained + 1
    return count < 2 ? 0 : min(5000, 100 << Int64(min(count - 2, 6)))
  }

  mutating func reset() {
    self = UndoneStreak()
  }
}
