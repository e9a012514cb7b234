/// The life of a lane as a value: it is told what happened and says what to do next.
///
/// It does no I/O, reads no clock and holds no handle, so every sequence of events can be tested without Kafka. The
/// shell, `Lane`, performs each action on librdkafka and reports what came of it. Times are milliseconds of one
/// monotonic clock.
///
/// The order of duties in `next(now:)` is the heart of it: a transaction ends before partitions are given up, the
/// producer is made anew before offsets are read back, and no record is taken while either is due.
struct LaneLife: Sendable {
  enum Transaction: Equatable, Sendable {
    case none
    case open(since: Int64)
    case sendingOffsets
    case committing
    case aborting
  }

  enum Rewind: Equatable, Sendable {
    case none
    /// The transaction was aborted for certain: back to its first offsets.
    case toFirstOffsets
    /// Its outcome is unknown: back to what the group has committed.
    case toCommittedOffsets
  }

  let bounds: TransactionBounds
  /// Is a static member of the group.
  let hasInstanceID: Bool
  var progress = PartitionProgress()
  var transaction = Transaction.none
  /// The transaction's outgoing records, and their bytes.
  var records = 0
  var bytes = 0
  /// Polled since the last record and found nothing: nothing more is waiting.
  var isDry = false

  /// A connection of the producer was lost, a request timed out, or a call was slow or had to be repeated, since
  /// `begin`: librdkafka may have sent EndTxn twice, and the late one would end the next transaction (KIP-890).
  var isDisturbed = false
  /// Since when the calls that end the transaction get no answer.
  var unansweredSince: Int64?
  /// The producer must be made anew before the next transaction; at first there is none.
  var producerIsSpent = true
  /// Has had a producer, and with the first one asked to join the group.
  var hasJoined = false
  /// The producer's epoch was taken by another: a new one is made only by a lane that is still a member of the group.
  var isFenced = false
  var rewind = Rewind.none

  var isRevoking = false
  /// A static member was stopped past its session, or its instance was fenced: another process may have its name by now.
  /// Joining again would fence that one, so it is asked for first.
  var membershipIsLost = false
  /// Since when there is no answer to that.
  var uncertainSince: Int64?
  /// Nobody else has the name, and a new consumer is to join with it. (The old one sends heartbeats without a member id
  /// from the end of its session on, and when the coordinator still knows the instance, its answer is fatal.)
  var consumerIsSpent = false
  /// The group gave partitions and waits for `assign`, for none of them too.
  var isAssigning = false
  var unplaced: [Int32] = []
  /// Something between transactions failed or the producer was fenced: the consumer is heard before it is tried again.
  /// The failure may come from a rebalance, and the group waits until the lane has answered it.
  var isPollDue = false
  var pauseUntil: Int64 = .min

  var survey = OwnershipSurvey()
  var undone = UndoneStreak()
  var refusedResults = RefusedResults()
  var refusals: ClusterRefusals
  var stop: LaneEnd?

  init(bounds: TransactionBounds, refusals: ClusterRefusals, hasInstanceID: Bool = false) {
    self.bounds = bounds
    self.hasInstanceID = hasInstanceID
    self.refusals = refusals
  }

  // MARK: What to do next

  mutating func next(now: Int64) -> LaneAction {
    if let stop, stop != .drained { return .stop(stop) }
    if transaction == .none {
      // Neither waits for the end of a pause: the group is waiting for the first, the operator for the second.
      if isRevoking && !membershipIsLost && !consumerIsSpent { return .unassign }
      if let stop { return .stop(stop) }
    }
    if now < pauseUntil { return .wait(milliseconds: pauseUntil - now) }
    switch transaction {
    case .open(let since):
      guard isComplete(since: since, now: now) else {
        return .poll(milliseconds: max(0, since + bounds.lingerMilliseconds - now))
      }
      transaction = .sendingOffsets
      return .sendOffsets(progress.touchedPositions)
    case .sendingOffsets: return .sendOffsets(progress.touchedPositions)
    case .committing: return .commit
    case .aborting: return .abort
    case .none: return nextBetweenTransactions(now)
    }
  }

  private mutating func nextBetweenTransactions(_ now: Int64) -> LaneAction {
    if isPollDue { return .poll(milliseconds: 0) }
    if membershipIsLost { return .findSuccessor }
    if consumerIsSpent { return .renewConsumer }
    if producerIsSpent && !isFenced { return .renewProducer(isIsolating: refusedResults.isIsolating) }
    if isAssigning || !unplaced.isEmpty { return .place(unplaced) }
    if isFenced { return progress.ownsNothing ? .poll(milliseconds: 200) : .confirmMembership }
    switch rewind {
    case .none: return nextAtRest(now)
    case .toFirstOffsets: return .seek(progress.firstPositions)
    case .toCommittedOffsets: return .seekToCommitted(progress.firstPositions)
    }
  }

  private mutating func nextAtRest(_ now: Int64) -> LaneAction {
    if survey.findsUnowned { return .joinAgain }
    return survey.isDue(now: now) ? .surveyOwnership : .poll(milliseconds: 200)
  }

  private func isComplete(since: Int64, now: Int64) -> Bool {
    if isRevoking || stop != nil || isFull { return true }
    return now - since >= (isDry ? bounds.lingerMilliseconds : bounds.intervalMilliseconds)
  }

  /// The transaction has all the records it takes.
  var isFull: Bool { records >= recordsMaximum || bytes >= bounds.bytes }

  /// How many more records it takes.
  var room: Int { recordsMaximum - (transaction == .none ? 0 : records) }

  private var recordsMaximum: Int {
    refusedResults.isIsolating ? min(bounds.records, RefusedResults.recordsWhileIsolating) : bounds.records
  }

  // MARK: The end

  mutating func requestStop(_ end: LaneEnd) {
    if stop == nil || stop == .drained { stop = end }
  }

  /// The cluster said no to something that the lane cannot do without; somebody may mend it, but not for ever.
  mutating func clusterRefused(_ need: ClusterRefusals.Need, reason: String, now: Int64) {
    if refusals.refused(need, now: now) { requestStop(.misconfigured("\(need.sentence): \(reason)")) }
  }
}
