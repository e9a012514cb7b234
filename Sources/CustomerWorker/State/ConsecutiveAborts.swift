/// The transactions that were rolled back in a row.
struct ConsecutiveAborts: Equatable, Sendable {
  /// At 5 s each, minutes without a result while nothing is wrong with any connection.
  static let limit = 50

  private var count = 0
  /// How many in a row had no lost connection and no slow call: no outage explains them.
  private var unexplained = 0

  /// Whether there were more than a rebalance, or a sequence number that the broker refuses, brings about.
  var needsNewProducer: Bool { count >= 3 }

  /// Why the lane should stop; nil while it may go on. An outage is waited for, however long it is.
  var stopReason: String? {
    unexplained < Self.limit
      ? nil : "\(unexplained) transactions in a row were aborted with no connection lost; the log says why"
  }

  /// Counts one and returns the milliseconds to wait: none after the first, then more each time, 5 s at most.
  mutating func record(isDisturbed: Bool) -> Int64 {
    count += 1
    unexplained = isDisturbed ? 0 : unexplained + 1
    return count < 2 ? 0 : min(5000, 100 << Int64(min(count - 2, 6)))
  }

  mutating func reset() {
    self = ConsecutiveAborts()
  }
}
