/// A lane's producer and its transactions: how far the open one is, and what each answer makes of both.
///
/// A leaf of `LaneState`, which goes back to offsets, pauses and stops accordingly. Invariant: in a transaction the producer is
/// ready.
package struct LaneTransactions: Sendable {
  let limits: TransactionLimits
  let guarantee: Guarantee

  package private(set) var producer = ProducerState.none
  package private(set) var phase = LanePhase.between(.none)
  private(set) var oversized = OversizedResults()
  /// When the lane goes on after the last answer.
  private(set) var resumeAt = Int64.min
  /// Why it cannot go on.
  private(set) var stopReason: StopReason?
  private var aborts = ConsecutiveAborts()

  init(limits: TransactionLimits, guarantee: Guarantee) {
    self.limits = limits
    self.guarantee = guarantee
  }

  private var transaction: LanePhase.Transaction? {
    if case .transaction(let transaction) = phase { transaction } else { nil }
  }

  var stage: LanePhase.Transaction.Stage? { transaction?.stage }

  /// Whether it takes records.
  var isOpen: Bool { stage == .open }

  /// How many more outgoing records the transaction, or the next one, takes.
  var room: Int {
    let maximum = oversized.isIsolating ? min(limits.records, OversizedResults.recordsWhileIsolating) : limits.records
    return maximum - (transaction?.records ?? 0)
  }

  /// Whether the transaction is full, or old enough to be committed.
  func isComplete(_ transaction: LanePhase.Transaction, now: Int64) -> Bool {
    if room <= 0 || transaction.bytes >= limits.bytes { return true }
    let bound = transaction.isCaughtUp ? limits.lingerMilliseconds : limits.intervalMilliseconds
    return now - transaction.since >= bound
  }

  // MARK: Between transactions

  mutating func producerRecreated() {
    producer = .ready
  }

  /// Another producer has this one's epoch.
  mutating func fenced() {
    producer = .fenced
  }

  /// The fenced producer's lane is still a member of the group, so it fences no successor.
  mutating func membershipConfirmed() {
    producer = .needsRecreation
  }

  /// The group assigned partitions: what there was to go back to, and what went wrong before, was of others.
  mutating func assigned() {
    rewound()
    aborts.reset()
  }

  /// A record came that the lane could not take, and must go back to.
  mutating func recordMissed() {
    if phase == .between(.none) { phase = .between(.toFirstOffsets) }
  }

  /// There is nothing more to go back to.
  mutating func rewound() {
    if case .between = phase { phase = .between(.none) }
  }

  // MARK: An open transaction

  mutating func began(now: Int64) {
    phase = .transaction(LanePhase.Transaction(since: now))
  }

  mutating func resultsWritten(records: Int, bytes: Int) {
    update {
      $0.records = records
      $0.bytes = bytes
      $0.isCaughtUp = false
    }
  }

  /// A poll found that nothing more is waiting.
  mutating func caughtUp() {
    update { $0.isCaughtUp = true }
  }

  /// A connection of the producer was lost, or a request of it timed out.
  mutating func disturbed() {
    update { $0.mayHaveDuplicateRequest = true }
  }

  /// What is not yet being committed is aborted.
  mutating func abort() {
    if isOpen || stage == .preparingCommit { update { $0.stage = .aborting } }
  }

  // MARK: The answers to its calls

  /// The transaction could not begin.
  mutating func beginFailed(_ report: CallReport, _ progress: PartitionProgress) {
    rollBack(
      isDisturbed: false, producer: report.outcome == .fenced ? .fenced : .needsRecreation, rewind: .toFirstOffsets,
      progress, now: report.now)
  }

  /// The producer refused a result: the transaction cannot be committed.
  mutating func produceFailed(_ report: CallReport, _ progress: PartitionProgress) {
    recordOversizedResults(report)
    switch report.outcome {
    case .fatal, .fenced: rollBack(report, progress)
    case .done, .retriable, .abortable: abort()
    }
  }

  /// Offsets are being added to the transaction, or its results flushed.
  mutating func preparingCommit() {
    update { $0.stage = .preparingCommit }
  }

  mutating func commitPrepared(_ report: CallReport, _ progress: PartitionProgress) {
    switch report.outcome {
    // Not when the report says that the instance is fenced.
    case .done where stage == .preparingCommit: update { $0.stage = .committing }
    case .done: break
    case .retriable: retryCall(report, progress)
    case .abortable: abort()
    case .fatal, .fenced: rollBack(report, progress)
    }
  }

  mutating func committed(_ report: CallReport, _ progress: PartitionProgress) {
    switch report.outcome {
    case .done:
      aborts.reset()
      if transaction?.isCaughtUp == true { resumeAt = report.now + limits.pauseAfterCommitMilliseconds }
      let needsProducer = mayHaveDuplicateRequest || oversized.isIsolating
      oversized.committed(progress)
      end(producer: needsProducer ? .needsRecreation : .ready, rewind: .none)
    case .retriable: retryCall(report, progress)
    case .abortable: update { $0.stage = .aborting }
    case .fatal, .fenced: rollBack(report, progress)
    }
  }

  mutating func aborted(_ report: CallReport, _ progress: PartitionProgress) {
    switch report.outcome {
    case .done:
      let isDisturbed = mayHaveDuplicateRequest
      // The producer's batches are of the wrong size for the search that begins.
      let isSpoiled = !report.oversizedResults.isEmpty && !report.oversizedAreKnown
      recordOversizedResults(report)
      rollBack(
        isDisturbed: isDisturbed, producer: isDisturbed || isSpoiled ? .needsRecreation : .ready,
        rewind: isDisturbed ? .toCommittedOffsets : .toFirstOffsets, progress, now: report.now)
    case .retriable, .abortable: retryCall(report, progress)
    case .fatal, .fenced: rollBack(report, progress)
    }
  }

  /// Results that cannot be taken back were given up with their producer.
  mutating func resultsDiscarded(_ report: CallReport, _ progress: PartitionProgress) {
    recordOversizedResults(report)
    rollBack(
      isDisturbed: mayHaveDuplicateRequest, producer: .needsRecreation, rewind: .toCommittedOffsets, progress,
      now: report.now)
  }

  // MARK: Its end

  private var mayHaveDuplicateRequest: Bool { transaction?.mayHaveDuplicateRequest == true }

  private mutating func update(_ change: (inout LanePhase.Transaction) -> Void) {
    guard case .transaction(var transaction) = phase else { return }
    change(&transaction)
    phase = .transaction(transaction)
  }

  /// The call reported an end of the producer: the outcome is unknown.
  private mutating func rollBack(_ report: CallReport, _ progress: PartitionProgress) {
    rollBack(
      isDisturbed: mayHaveDuplicateRequest, producer: report.outcome == .fenced ? .fenced : .needsRecreation,
      rewind: .toCommittedOffsets, progress, now: report.now)
  }

  private mutating func rollBack(
    isDisturbed: Bool, producer: ProducerState, rewind: LanePhase.Rewind, _ progress: PartitionProgress, now: Int64
  ) {
    if !oversized.takeNewFindings() {
      resumeAt = max(resumeAt, now + aborts.record(isDisturbed: isDisturbed))
      stopReason = stopReason ?? aborts.stopReason.map { .temporaryFailure($0) }
    }
    // What the library has got wrong, a new producer mends.
    let needsProducer = producer == .ready && aborts.needsNewProducer
    end(
      producer: needsProducer ? .needsRecreation : producer, rewind: progress.rewindOffsets.isEmpty ? .none : rewind)
  }

  private mutating func end(producer: ProducerState, rewind: LanePhase.Rewind) {
    phase = .between(rewind)
    self.producer = producer
  }

  /// After the transaction's time-out the coordinator has ended it, and librdkafka may never hear of that: an abort whose
  /// coordinator had moved was seen to time out forever. A new producer finds out.
  private mutating func retryCall(_ report: CallReport, _ progress: PartitionProgress) {
    let since = transaction?.endRequestedSince ?? report.now
    update {
      $0.mayHaveDuplicateRequest = true
      $0.endRequestedSince = since
    }
    resumeAt = report.now + 100
    if let bound = limits.endTimeoutMilliseconds, report.now - since >= bound { rollBack(report, progress) }
  }

  private mutating func recordOversizedResults(_ report: CallReport) {
    guard !report.oversizedResults.isEmpty,
      let hopeless = oversized.record(report.oversizedResults, areKnown: report.oversizedAreKnown)
    else { return }
    stopReason = .misconfigured(
      "the smallest result of the command at partition \(hopeless.partition), offset \(hopeless.offset) is too large"
        + " for the result topics; raise their max.message.bytes and limits.resultBytes")
  }
}
