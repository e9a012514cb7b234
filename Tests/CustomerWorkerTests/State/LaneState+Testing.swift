@testable import CustomerWorker

extension LaneState {
  static let testLimits = TransactionLimits(
    records: 3, bytes: 100, intervalMilliseconds: 100, lingerMilliseconds: 5)

  /// Not started yet: no producer, no partitions.
  static func fresh(
    startDeadline: Int64? = nil, patienceMilliseconds: Int64? = nil, limits: TransactionLimits = testLimits,
    guarantee: Guarantee = .exactlyOnce, instanceID: String? = nil
  ) -> LaneState {
    LaneState(
      limits: limits,
      permanentErrors: PermanentErrorTimer(startDeadline: startDeadline, patienceMilliseconds: patienceMilliseconds),
      guarantee: guarantee, instanceID: instanceID)
  }

  /// With a producer, and these partitions from offset 0 on.
  static func started(
    _ partitions: Int32..., limits: TransactionLimits = testLimits, guarantee: Guarantee = .exactlyOnce,
    instanceID: String? = nil
  ) -> LaneState {
    var state = fresh(limits: limits, guarantee: guarantee, instanceID: instanceID)
    state.producerRecreated(.done, now: 0)
    state.joined(CallReport(outcome: .done, milliseconds: 0, now: 0))
    state.assigned(partitions)
    state.offsetsAssigned(partitions.map { PartitionOffset(partition: $0, offset: 0) })
    return state
  }

  /// Takes a record as the lane does: accepts it, begins if need be, processes it: one result.
  mutating func take(_ partition: Int32, _ offset: Int64, now: Int64 = 0, bytes: Int = 10) {
    let position = PartitionOffset(partition: partition, offset: offset)
    polled(isEmpty: false)
    guard accepts(position) else { return }
    if needsTransaction { began(.done, now: now, for: position) }
    process(position, bytes: bytes)
  }

  /// Processes an accepted record: one result.
  mutating func process(_ position: PartitionOffset, bytes: Int = 10) {
    recordProcessed(position)
    guard case .transaction(let transaction) = phase else { return }
    resultsWritten(records: transaction.records + 1, bytes: transaction.bytes + bytes)
  }

  /// Ends the open transaction with a commit.
  mutating func commit(now: Int64) {
    polled(isEmpty: true)
    commitPrepared(.done, milliseconds: 1, now: now + 6)
    committed(.done, milliseconds: 1, now: now + 7)
  }

  /// Rolls the open transaction back for certain.
  mutating func abort(now: Int64, oversized: [PartitionOffset] = []) {
    polled(isEmpty: true)
    commitPrepared(.abortable, milliseconds: 1, now: now + 6)
    var report = CallReport(outcome: .done, milliseconds: 1, now: now + 7)
    report.oversizedResults = oversized
    aborted(report)
  }

  /// How many outgoing records the open transaction has.
  var records: Int {
    guard case .transaction(let transaction) = phase else { return 0 }
    return transaction.records
  }

  // MARK: Events with the report of a plain call

  mutating func began(_ outcome: CallOutcome, now: Int64, for position: PartitionOffset) {
    transactionBegan(CallReport(outcome: outcome, milliseconds: 0, now: now), for: position)
  }

  mutating func commitPrepared(_ outcome: CallOutcome, milliseconds: Int64, now: Int64) {
    commitPrepared(CallReport(outcome: outcome, milliseconds: milliseconds, now: now))
  }

  mutating func committed(_ outcome: CallOutcome, milliseconds: Int64, now: Int64) {
    committed(CallReport(outcome: outcome, milliseconds: milliseconds, now: now))
  }

  mutating func aborted(_ outcome: CallOutcome, milliseconds: Int64, now: Int64) {
    aborted(CallReport(outcome: outcome, milliseconds: milliseconds, now: now))
  }

  mutating func producerRecreated(_ outcome: CallOutcome, now: Int64) {
    producerRecreated(CallReport(outcome: outcome, milliseconds: 0, now: now))
  }

  mutating func assigned(_ partitions: [Int32], now: Int64 = 0) {
    assigned(partitions, memberID: "member", now: now)
  }

  mutating func offsetsAssigned(_ offsets: [PartitionOffset]) {
    offsetsAssigned(offsets, CallReport(outcome: .done, milliseconds: 0, now: 0))
  }

  mutating func assignFailed(now: Int64) {
    offsetsAssigned([], CallReport(outcome: .retriable, milliseconds: 0, now: now))
  }

  mutating func sought(_ offsets: [PartitionOffset]?, now: Int64) {
    sought(offsets, CallReport(outcome: offsets == nil ? .retriable : .done, milliseconds: 0, now: now))
  }

  mutating func unassigned() {
    unassigned(now: 0)
  }

  mutating func revoked(isLost: Bool) {
    revoked(isLost: isLost, wasSuspended: false)
  }

  mutating func membershipAnswered(isMember: Bool, now: Int64) {
    membershipAnswered(isMember: isMember, CallReport(outcome: .done, milliseconds: 0, now: now))
  }

  /// The coordinator lists this member, and perhaps another one with its instance id; nil: it does not answer.
  mutating func replacementAnswered(_ isThere: Bool?, now: Int64) {
    let other = "worker-0a1b2c3d-0000-0000-0000-000000000000"
    let members = isThere.map { $0 ? ["member", other] : ["member"] }
    membersListed(members, CallReport(outcome: .done, milliseconds: 0, now: now))
  }

  mutating func consumerRecreated(_ isDone: Bool, now: Int64) {
    consumerRecreated(CallReport(outcome: isDone ? .done : .retriable, milliseconds: 0, now: now))
  }

  mutating func unassignedPartitionsChecked(_ answer: UnassignedPartitionCheck.Answer, now: Int64) {
    unassignedPartitionsChecked(answer, CallReport(outcome: .done, milliseconds: 0, now: now))
  }

  mutating func resubscribed(now: Int64) {
    resubscribed(CallReport(outcome: .done, milliseconds: 0, now: now))
  }
}

extension LaneAction {
  /// The stop of a member that has no transaction.
  static func stop(_ reason: StopReason) -> LaneAction {
    .stop(reason, Departure(group: .leave, abortsTransaction: false))
  }

  static func assignOffsets(_ partitions: [Int32]) -> LaneAction {
    .assignOffsets(start: partitions.map { Unpositioned(partition: $0) }, resume: [])
  }
}

func at(_ partition: Int32, _ offset: Int64) -> PartitionOffset {
  PartitionOffset(partition: partition, offset: offset)
}
