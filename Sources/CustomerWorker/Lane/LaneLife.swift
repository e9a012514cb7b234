/// The life of a lane as a value: it is told what happened and says what to do next.
///
/// It does no I/O, reads no clock and holds no handle, so every sequence of events can be tested without Kafka. The
/// shell, `Lane`, performs each action on librdkafka and reports what came of it. Times are milliseconds of one
/// monotonic clock.
///
/// The order of duties in `next(now:)` is the heart of it: a transaction ends before partitions are given up, the
/// producer is made anew before offsets are read back, and nothing is polled while either is due.
struct LaneLife: Sendable {
  enum Transaction: Equatable, Sendable {
    case none
    case open(since: Int64)
    case sendingOffsets
    case committing
    case aborting
  }

  private let bounds: TransactionBounds
  private(set) var progress = PartitionProgress()
  private(set) var transaction = Transaction.none
  /// The transaction's outgoing records, and their bytes.
  private(set) var records = 0
  private(set) var bytes = 0
  /// Polled since the transaction began and found nothing: nothing more is waiting.
  private var isDry = false

  /// A connection of the producer was lost, a request timed out, or a call was slow or had to be repeated, since
  /// `begin`: librdkafka may have sent EndTxn twice, and the late one would end the next transaction (KIP-890).
  private(set) var isDisturbed = false
  /// The producer must be made anew before the next transaction; at first there is none.
  private(set) var producerIsSpent = true
  /// The producer's epoch was taken by another: a new one is made only by a lane that is still a member of the group.
  private(set) var isFenced = false
  /// Polled since the fence, or since the group said no: a rebalance that is due has been heard.
  private var hasPolledSinceFence = false
  private(set) var rewind = Rewind.none
  private var isRevoking = false
  private var unplaced: [Int32] = []
  private var consecutiveAborts = 0
  private var pauseUntil: Int64 = .min
  /// One record a batch, to find the one that the broker refuses.
  private(set) var isIsolating = false
  private var refused: Set<Position> = []
  private var stop: LaneEnd?

  enum Rewind: Equatable, Sendable {
    case none
    /// The transaction was aborted for certain: back to its first offsets.
    case toFirstOffsets
    /// Its outcome is unknown: back to what the group has committed.
    case toCommittedOffsets
  }

  init(bounds: TransactionBounds) {
    self.bounds = bounds
  }

  // MARK: What to do next

  mutating func next(now: Int64) -> LaneAction {
    if let stop, stop != .drained { return .stop(stop) }
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
    case .none: return nextBetweenTransactions()
    }
  }

  private func nextBetweenTransactions() -> LaneAction {
    if isRevoking { return .unassign }
    if let stop { return .stop(stop) }
    if producerIsSpent && !isFenced { return .renewProducer(isolating: isIsolating) }
    if !unplaced.isEmpty { return .place(unplaced) }
    if isFenced {
      return hasPolledSinceFence && !progress.ownsNothing ? .confirmMembership : .poll(milliseconds: 200)
    }
    switch rewind {
    case .none: return .poll(milliseconds: 200)
    case .toFirstOffsets: return .seek(progress.firstPositions)
    case .toCommittedOffsets: return .seekToCommitted(progress.firstPositions)
    }
  }

  private func isComplete(since: Int64, now: Int64) -> Bool {
    if isRevoking || stop != nil { return true }
    if isFull { return true }
    return now - since >= (isDry ? bounds.lingerMilliseconds : bounds.intervalMilliseconds)
  }

  // MARK: Records

  /// Whether a polled record is to be decided now.
  ///
  /// False for a partition that was given up and for a record before the expected offset (librdkafka 2.0.2 may
  /// deliver some again after it resumed a partition by itself). A fenced lane has no producer: it takes no record,
  /// but comes back to it.
  mutating func admits(_ position: Position) -> Bool {
    guard !isRevoking, progress.expects(position) else { return false }
    guard isFenced else { return true }
    progress.note(position)
    rewind = .toCommittedOffsets
    return false
  }

  var mustBegin: Bool { transaction == .none }

  /// The transaction has all the records it takes.
  var isFull: Bool { records >= bounds.records || bytes >= bounds.bytes }

  func wasRefused(_ position: Position) -> Bool {
    !refused.isEmpty && refused.contains(position)
  }

  mutating func began(_ outcome: CallOutcome, now: Int64, for position: Position) {
    if outcome == .done {
      transaction = .open(since: now)
      records = 0
      bytes = 0
      isDry = false
      isDisturbed = false
    } else {
      progress.note(position)
      end(spent: true, fenced: outcome == .fenced, rewind: .toFirstOffsets)
    }
  }

  /// The record was decided and all of its results were handed to the producer.
  mutating func produced(_ position: Position, records: Int, bytes: Int) {
    progress.note(position)
    self.records += records
    self.bytes += bytes
    isDry = false
  }

  /// The producer refused a result of this record: the transaction cannot be committed.
  mutating func produceFailed(_ outcome: CallOutcome, at position: Position) {
    progress.note(position)
    switch outcome {
    case .fatal, .fenced: end(spent: true, fenced: outcome == .fenced, rewind: .toCommittedOffsets)
    case .done, .retriable, .abortable: transaction = .aborting
    }
  }

  mutating func polledNothing() {
    isDry = true
    hasPolledSinceFence = true
  }

  // MARK: The end of a transaction

  mutating func disturbed() {
    if transaction != .none { isDisturbed = true }
  }

  mutating func offsetsSent(_ outcome: CallOutcome, milliseconds: Int64, now: Int64) {
    noteDuration(milliseconds)
    switch outcome {
    case .done: transaction = .committing
    case .retriable: repeatLater(now)
    case .abortable: transaction = .aborting
    case .fatal, .fenced: end(spent: true, fenced: outcome == .fenced, rewind: .toCommittedOffsets)
    }
  }

  mutating func committed(_ outcome: CallOutcome, milliseconds: Int64, now: Int64) {
    noteDuration(milliseconds)
    switch outcome {
    case .done:
      let wasIsolating = isIsolating
      progress.forgetFirstOffsets()
      consecutiveAborts = 0
      isIsolating = false
      if wasIsolating { refused = refused.filter { progress.expects($0) } }
      end(spent: isDisturbed || wasIsolating, fenced: false, rewind: .none)
    case .retriable: repeatLater(now)
    case .abortable: transaction = .aborting
    case .fatal, .fenced: end(spent: true, fenced: outcome == .fenced, rewind: .toCommittedOffsets)
    }
  }

  mutating func aborted(_ outcome: CallOutcome, milliseconds: Int64, now: Int64) {
    noteDuration(milliseconds)
    switch outcome {
    case .done:
      backOff(now)
      end(spent: isDisturbed, fenced: false, rewind: isDisturbed ? .toCommittedOffsets : .toFirstOffsets)
    case .retriable, .abortable: repeatLater(now)
    case .fatal, .fenced:
      backOff(now)
      end(spent: true, fenced: outcome == .fenced, rewind: .toCommittedOffsets)
    }
  }

  /// The broker refused these records' results for their size: the next try sends one record a batch and, once the
  /// guilty ones are known, the smallest result for them.
  mutating func resultsRefused(_ positions: [Position]) {
    if isIsolating { refused.formUnion(positions) }
    isIsolating = true
    producerIsSpent = true
  }

  private mutating func end(spent: Bool, fenced: Bool, rewind: Rewind) {
    transaction = .none
    producerIsSpent = producerIsSpent || spent
    if fenced { fence() }
    self.rewind = progress.firstPositions.isEmpty ? .none : rewind
  }

  private mutating func fence() {
    isFenced = true
    hasPolledSinceFence = false
  }

  private mutating func noteDuration(_ milliseconds: Int64) {
    if milliseconds > 1000 { isDisturbed = true }
  }

  private mutating func repeatLater(_ now: Int64) {
    isDisturbed = true
    pauseUntil = now + 100
  }

  /// The first abort is ordinary (a rebalance); each further one in a row waits longer, 5 s at most.
  private mutating func backOff(_ now: Int64) {
    consecutiveAborts += 1
    guard consecutiveAborts > 1 else { return }
    pauseUntil = now + min(5000, 100 << Int64(min(consecutiveAborts - 2, 6)))
  }

  // MARK: Between transactions

  mutating func producerRenewed(_ outcome: CallOutcome, now: Int64) {
    switch outcome {
    case .done: producerIsSpent = false
    case .fenced: fence()
    case .retriable, .abortable, .fatal: pauseUntil = now + 1000
    }
  }

  /// The group's coordinator was asked whether this member's generation still holds.
  mutating func membershipAnswered(isMember: Bool, now: Int64) {
    isFenced = !isMember
    hasPolledSinceFence = false
    if !isMember { pauseUntil = now + 200 }
  }

  /// The consumer stands at `positions` again, or could not be set there and must be asked again.
  mutating func sought(_ positions: [Position]?, now: Int64) {
    guard let positions else {
      pauseUntil = now + 200
      return
    }
    progress.restart(at: positions)
    rewind = .none
  }

  // MARK: The group

  mutating func assigned(_ partitions: [Int32]) {
    progress.own(partitions)
    rewind = .none
    unplaced = partitions
  }

  mutating func placed(_ positions: [Position]) {
    progress.restart(at: positions)
    unplaced = []
  }

  mutating func placeFailed(now: Int64) {
    pauseUntil = now + 200
  }

  /// Partitions are taken away: what is done is committed first, unless they are lost already.
  mutating func revoked(isLost: Bool) {
    isRevoking = true
    unplaced = []
    guard isLost else { return }
    switch transaction {
    case .open, .sendingOffsets: transaction = .aborting
    case .none, .committing, .aborting: break
    }
  }

  mutating func unassigned() {
    isRevoking = false
    progress.own([])
    rewind = .none
  }

  /// The log no longer has the expected offset, or no offset is committed: the partition must be placed anew.
  mutating func lostPlace(_ partition: Int32) {
    guard progress.owns(partition), !isRevoking, !unplaced.contains(partition) else { return }
    unplaced.append(partition)
  }

  // MARK: The end

  mutating func requestStop(_ end: LaneEnd) {
    if stop == nil || stop == .drained { stop = end }
  }
}
