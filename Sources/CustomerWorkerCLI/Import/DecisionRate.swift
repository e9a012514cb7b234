/// How many rows the workers decide in a second.
struct DecisionRate {
  private var began: (answered: Int, at: Int64)?
  /// How many rows were sent when this run began: their results are only read again, which is faster.
  private var sentBefore: Int?
  private(set) var milliseconds: Int64 = 0
  /// Nil before the first row of this run has its turn.
  private(set) var perSecond: Int?

  /// - Parameters:
  ///   - answered: the number of rows that have their result.
  ///   - sent: the number of rows that are sent.
  ///   - now: on the monotonic clock, in milliseconds.
  mutating func counted(answered: Int, sent: Int, now: Int64) {
    let before = sentBefore ?? sent
    sentBefore = before
    guard let began else {
      if sent > before, answered >= before { began = (answered, now) }
      return
    }
    milliseconds = now - began.at
    if milliseconds > 0 { perSecond = (answered - began.answered) * 1000 / Int(milliseconds) }
  }
}
