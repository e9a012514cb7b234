/// The state of a lane as a value: events report what happened, and `next(now:)` says what to do.
///
/// It does no I/O, reads no clock and holds no handle, so every sequence of events can be tested without Kafka. `Lane`
/// performs each action on its clients and reports what came of it. Times are milliseconds of one monotonic clock.
///
/// The order of duties in `next(now:)` decides what is safe: a transaction ends before partitions are given up, the producer
/// is made again before offsets are read back, and no record is taken while either is due.
///
/// Invariants, checked at the head of the events:
/// * in a transaction the producer is ready and there is nothing to rewind;
/// * a partition that the group just assigned has nothing to rewind;
/// * a producer that is missing, fenced or needs recreation is never seen in a transaction;
/// * only a static member may be replaced;
/// * a lane may be replaced or need a new consumer in a transaction only while that is being aborted.
package struct LaneState: Sendable {
  package private(set) var group: GroupMembership
  package private(set) var transactions: LaneTransactions
  package private(set) var progress = PartitionProgress()
  package private(set) var blocked: BlockedPartitions
  private(set) var permanentErrors: PermanentErrorTimer
  private(set) var stopReason: StopReason?

  /// Something between transactions failed or the producer was fenced: the consumer is heard before the next try. The
  /// failure may come from a rebalance, and the group waits until the lane has answered it.
  private(set) var mustPoll = false
  /// When the lane goes on after a failure between transactions.
  private(set) var resumeAt: Int64 = .min

  init(
    limits: TransactionLimits, permanentErrors: PermanentErrorTimer, guarantee: Guarantee = .exactlyOnce,
    instanceID: String? = nil, sessionMilliseconds: Int64 = 10_000,
    unreadable: BlockedPartitions.Policy = BlockedPartitions.Policy()
  ) {
    group = GroupMembership(instanceID: instanceID, sessionMilliseconds: sessionMilliseconds)
    transactions = LaneTransactions(limits: limits, guarantee: guarantee)
    blocked = BlockedPartitions(policy: unreadable)
    self.permanentErrors = permanentErrors
  }

  package var membership: Membership { group.membership }
  package var producer: ProducerState { transactions.producer }
  package var phase: LanePhase { transactions.phase }

  package var hasTransaction: Bool {
    if case .transaction = transactions.phase { true } else { false }
  }

  /// Whether a transaction must begin before a record can be processed.
  var needsTransaction: Bool { !hasTransaction }
}

// MARK: The stop

extension LaneState {
  /// Asks the lane to stop. A drain gives way to any other reason; otherwise the first one counts.
  package mutating func requestStop(_ reason: StopReason) {
    if stopReason == nil || stopReason == .drained { stopReason = reason }
  }

  /// The cluster refused something that the lane cannot do without; somebody may mend it, but the lane does not wait forever.
  mutating func permanentErrorOccurred(_ requirement: PermanentErrorTimer.Requirement, reason: String, now: Int64) {
    if permanentErrors.failed(requirement, now: now) {
      requestStop(.misconfigured("\(requirement.sentence): \(reason)"))
    }
  }
}

// MARK: The producer and the group, between transactions

extension LaneState {
  mutating func producerRecreated(_ report: CallReport) {
    require(producer == .none || producer == .needsRecreation, "a producer is made only where there is none to use")
    apply(report, .producer)
    switch report.outcome {
    case .done:
      transactions.producerRecreated()
      permanentErrors.satisfied(.producer)
    // A lane that never joined has no coordinator to ask, and cannot be a zombie.
    case .fenced where membership != .notJoined: fence()
    case .fenced, .retriable, .abortable, .fatal: retry(at: report.now + 1000)
    }
  }

  /// The consumer asked to join the group, or could not.
  mutating func joined(_ report: CallReport) {
    require(membership == .notJoined, "a lane joins once")
    apply(report, .group)
    report.outcome == .done ? group.joined(now: report.now) : retry(at: report.now + 1000)
  }

  /// The group assigned these partitions, perhaps none.
  mutating func assigned(_ partitions: [Int32], memberID: String, now: Int64) {
    // An assignment that was heard before the consumer was given up.
    guard group.mayBeMember else { return }
    // Results without their offsets must never be committed. (The eager protocol revokes before it assigns.)
    transactions.abort()
    transactions.assigned()
    group.assigned(partitions, memberID: memberID, now: now)
    progress.assign(partitions)
    blocked.removeAll()
    permanentErrors.satisfied(.group)
  }

  /// The consumer reads from these offsets, or could not be assigned them.
  ///
  /// - Parameter held: the partitions that lost commands and are to be held for it.
  mutating func offsetsAssigned(_ offsets: [PartitionOffset], held: [Int32] = [], _ report: CallReport) {
    apply(report, .group)
    if report.isCommitUncertain {
      group.commitUncertain()
      return retry(at: report.now + 200)
    }
    guard report.outcome == .done else { return retry(at: report.now + 200) }
    switch membership {
    case .assigned, .partlyPositioned: group.positioned()
    // The call itself reported that the instance is fenced.
    default: return
    }
    progress.resume(at: offsets)
    if progress.rewindOffsets.isEmpty { transactions.rewound() }
    blocked.reassigned()
    for partition in held { blocked.hold(partition) }
  }

  /// The log no longer has the offset where an assigned partition was to go on.
  mutating func offsetOutOfRange(_ partition: Int32) {
    if progress.isAssigned(partition) { group.offsetOutOfRange(partition) }
  }

  /// The group takes the partitions back: what is processed is committed first, unless they are lost already.
  mutating func revoked(isLost: Bool, wasSuspended: Bool) {
    group.revoked(isLost: isLost, wasSuspended: wasSuspended)
    if isLost { transactions.abort() }
  }

  /// The coordinator knows this member's instance by another member id.
  ///
  /// That may be the member's own last one: when a session ends by the clock of the member, which was awake, librdkafka
  /// forgets the id and sends heartbeats all the same. Otherwise another process may have the name.
  mutating func instanceFenced(mayBeReplaced: Bool) {
    revoked(isLost: true, wasSuspended: mayBeReplaced)
  }

  mutating func unassigned(now: Int64) {
    require(
      membership == .revoked && needsTransaction, "partitions are given up after a revocation, between transactions")
    giveUpPartitions(now: now)
  }

  /// The consumer reads from these offsets again; nil: it could not be set there.
  mutating func sought(_ offsets: [PartitionOffset]?, _ report: CallReport) {
    require(needsTransaction && phase != .between(.none), "a seek goes back after a transaction")
    apply(report, .commands)
    guard let offsets else { return retry(at: report.now + 200) }
    progress.resume(at: offsets)
    blocked.rewound(offsets)
    transactions.rewound()
  }

  /// The group's coordinator was asked whether this member's generation still holds.
  mutating func membershipAnswered(isMember: Bool, _ report: CallReport) {
    require(producer == .fenced, "only a fenced lane confirms its membership")
    apply(report, .group)
    if report.isCommitUncertain { group.commitUncertain() }
    isMember ? transactions.membershipConfirmed() : retry(at: report.now + 200)
  }

  /// The coordinator listed the group's members; nil: it did not answer.
  mutating func membersListed(_ memberIDs: [String]?, _ report: CallReport) {
    switch group.membersListed(memberIDs, askedAt: report.now - report.milliseconds, now: report.now) {
    case .notReplaced: return
    case .replaced: return requestStop(.replaced)
    case .unknownForTooLong:
      requestStop(.temporaryFailure("the brokers did not say whether another process has this one's kafka.instanceId"))
    case .unknown: break
    }
    retry(at: report.now + 200)
  }

  /// Whether a new consumer may join: not when the process was suspended since nobody else had its name.
  mutating func mayRejoin(wasSuspended: Bool) -> Bool {
    require(membership == .needsConsumer, "a consumer is replaced only when it is unusable")
    if wasSuspended { group.suspendedBeforeRejoin() }
    return !wasSuspended
  }

  /// A new consumer asks to join in the old one's place, or it could not be made.
  mutating func consumerRecreated(_ report: CallReport) {
    require(membership == .needsConsumer && needsTransaction, "a consumer is replaced between transactions")
    apply(report, .group)
    report.outcome == .done ? giveUpPartitions(now: report.now) : retry(at: report.now + 1000)
  }

  mutating func unassignedPartitionsChecked(_ answer: UnassignedPartitionCheck.Answer, _ report: CallReport) {
    group.unassignedPartitionsChecked(answer, now: report.now)
  }

  /// The cluster was asked for the rights that a member of the group needs.
  mutating func rightsChecked(_ report: CallReport) {
    group.rightsChecked(now: report.now)
    guard let reason = report.permanentError else { return }
    let since = permanentErrors.refusedSince(now: report.now) ?? group.unassignedSince
    if permanentErrors.failed(.group, since: since, now: report.now) {
      requestStop(.misconfigured("\(PermanentErrorTimer.Requirement.group.sentence): \(reason)"))
    }
  }

  mutating func resubscribed(_ report: CallReport) {
    apply(report, .group)
    report.isDone ? group.resubscribed(now: report.now) : retry(at: report.now + 1000)
  }

  /// The consumer reported an error of its own.
  ///
  /// - Parameters:
  ///   - report: the error as the outcome of a poll.
  ///   - hasMemberID: the consumer still knows its member id, so it did not end its session by its own clock.
  mutating func consumerFailed(_ report: CallReport, reason: String, hasMemberID: Bool, wasSuspended: Bool) {
    if report.isInstanceFenced {
      instanceFenced(mayBeReplaced: hasMemberID || wasSuspended)
    } else if report.outcome == .fatal || report.outcome == .fenced {
      requestStop(.temporaryFailure("the consumer cannot go on: \(reason)"))
    } else if let error = report.permanentError {
      permanentErrorOccurred(progress.isEmpty ? .group : .commands, reason: error, now: report.now)
    }
  }

  private mutating func giveUpPartitions(now: Int64) {
    group.unassigned(now: now)
    progress.assign([])
    blocked.removeAll()
    transactions.rewound()
  }

  private mutating func fence() {
    transactions.fenced()
    mustPoll = true
  }

  private mutating func retry(at time: Int64) {
    resumeAt = time
    mustPoll = true
  }
}

// MARK: Partitions that the group's consumer cannot read

extension LaneState {
  /// The group's consumer cannot decompress a batch of the partition.
  mutating func batchUndecodable(_ partition: Int32) {
    if isReading(partition) { blocked.undecodable(partition) }
  }

  /// A batch of the partition failed its checksum.
  ///
  /// The library goes on behind it (it takes payload for a header and jumps): whatever comes of the partition before it is
  /// read again from its next offset is ignored.
  mutating func batchCorrupt(_ partition: Int32, now: Int64) {
    if isReading(partition) { blocked.corrupt(partition, now: now) }
  }

  mutating func paused(_ report: CallReport) {
    apply(report, nil)
    report.isDone ? blocked.paused() : retry(at: report.now + 200)
  }

  mutating func resumed(_ partition: Int32, _ report: CallReport) {
    apply(report, nil)
    report.isDone ? blocked.resumed(partition) : retry(at: report.now + 200)
  }

  mutating func asideStarted(_ partition: Int32, _ report: CallReport) {
    apply(report, nil)
    blocked.asideStarted(partition, report)
  }

  /// The side consumer was polled: it brought records, which were processed, and something else.
  mutating func polledAside(_ partition: Int32, records: Int, _ outcome: AsideOutcome, now: Int64) {
    // What it passed over belongs to aborted transactions or is gone: it is neither read again nor rejected.
    if let offset = outcome.offset, case .aside(.reading) = blocked[partition] {
      progress.skip(to: PartitionOffset(partition: partition, offset: offset))
    }
    if let reason = blocked.polledAside(partition, records: records, outcome, now: now) { requestStop(reason) }
  }

  /// The search for a batch's end can begin before the last stable offset, or that was not found out.
  mutating func batchMeasured(_ partition: Int32, base: Int64, lastStableOffset: Int64?, _ report: CallReport) {
    apply(report, nil)
    let search = lastStableOffset.map { BatchEndSearch(base: base, lastStableOffset: $0) }
    blocked.searched(partition, search, next: progress.next(partition), now: report.now)
  }

  /// nil: the search had no answer.
  mutating func batchEndSearched(_ partition: Int32, _ search: BatchEndSearch?, now: Int64) {
    blocked.searched(partition, search, next: progress.next(partition), now: now)
  }

  /// Some offsets of the batch that nobody can read have results.
  mutating func undecodableRejected(_ partition: Int32) {
    blocked.rejected(partition, next: progress.next(partition))
  }
}

// MARK: Records and their transaction

extension LaneState {
  /// A poll brought something, or found that nothing is waiting.
  mutating func polled(isEmpty: Bool) {
    mustPoll = false
    blocked.polled()
    if isEmpty { transactions.caughtUp() }
  }

  /// Whether a polled record is processed now.
  ///
  /// False for a partition that was given up or is at no known offset, and for a record before the expected offset
  /// (librdkafka 2.0.2 may deliver some again after it resumed a partition by itself). A lane that must do something else
  /// before it can begin a transaction takes no record either, but comes back to it.
  ///
  /// - Parameter isAside: the side consumer brought it. Of a partition that is blocked only those count.
  mutating func accepts(_ position: PartitionOffset, isAside: Bool = false) -> Bool {
    guard isReading(position.partition), progress.isExpected(position),
      (blocked[position.partition] != nil) == isAside
    else { return false }
    blocked.recordRead(position.partition)
    if hasTransaction || (phase == .between(.none) && producer == .ready && membership == .settled) { return true }
    progress.advance(past: position)
    transactions.recordMissed()
    return false
  }

  private func isReading(_ partition: Int32) -> Bool {
    switch membership {
    case .settled: true
    case .partlyPositioned(let others): !others.contains { $0.partition == partition }
    case .notJoined, .assigned, .revoked, .maybeReplaced, .needsConsumer: false
    }
  }

  /// A transaction began for the record at `position`, or could not.
  mutating func transactionBegan(_ report: CallReport, for position: PartitionOffset) {
    require(
      phase == .between(.none) && producer == .ready, "a transaction begins with a ready producer, nothing to rewind")
    require(membership == .settled, "a transaction begins when every assigned partition is being read")
    permanentErrors.satisfied(.commands)
    if report.isDone {
      transactions.began(now: report.now)
      apply(report, .transaction)
    } else {
      progress.advance(past: position)
      answered(report) { $0.beginFailed(report, $1) }
    }
  }

  /// The record was decided, and its results are handed to the producer before anything else.
  mutating func recordProcessed(_ position: PartitionOffset) {
    require(transactions.isOpen, "records are processed in an open transaction")
    progress.advance(past: position)
  }

  /// The transaction has so many outgoing records by now, and so many bytes of them.
  mutating func resultsWritten(records: Int, bytes: Int) {
    transactions.resultsWritten(records: records, bytes: bytes)
  }

  /// The producer refused a result: the transaction cannot be committed.
  mutating func produceFailed(_ report: CallReport) {
    require(transactions.isOpen, "results are produced in an open transaction")
    answered(report) { $0.produceFailed(report, $1) }
  }

  /// A connection of the producer was lost or a request of it timed out.
  mutating func connectionDisturbed() {
    transactions.disturbed()
  }

  /// Offsets were added to the transaction, or the results were flushed.
  mutating func commitPrepared(_ report: CallReport) {
    require(
      transactions.isOpen || transactions.stage == .preparingCommit, "a commit is prepared once, after the records")
    transactions.preparingCommit()
    answered(report) { $0.commitPrepared(report, $1) }
  }

  mutating func committed(_ report: CallReport) {
    require(transactions.stage == .committing, "only a prepared transaction is committed")
    if report.isDone {
      progress.clearTransaction()
      permanentErrors.satisfied(.transaction)
    }
    answered(report) { $0.committed(report, $1) }
  }

  mutating func aborted(_ report: CallReport) {
    require(
      transactions.stage == .aborting && transactions.guarantee == .exactlyOnce,
      "a transaction is aborted when its results cannot be committed")
    answered(report) { $0.aborted(report, $1) }
  }

  /// Results that cannot be taken back were given up with their producer.
  mutating func resultsDiscarded(_ report: CallReport) {
    require(
      transactions.stage == .aborting && transactions.guarantee == .atLeastOnce,
      "results are discarded where they cannot be aborted")
    answered(report) { $0.resultsDiscarded(report, $1) }
  }

  /// Gives the answer of a transaction's call to `transactions`, and does what that asks of the lane.
  private mutating func answered(
    _ report: CallReport, _ event: (inout LaneTransactions, PartitionProgress) -> Void
  ) {
    apply(report, .transaction)
    event(&transactions, progress)
    if producer == .fenced { mustPoll = true }
    if let reason = transactions.stopReason { requestStop(reason) }
  }
}

// MARK: What every report says

extension LaneState {
  /// A call that takes longer may have sent its request twice.
  private static var slowMilliseconds: Int64 { 1000 }

  /// Applies what a report says beside its outcome, always in this order.
  private mutating func apply(_ report: CallReport, _ requirement: PermanentErrorTimer.Requirement?) {
    if report.isDisturbed || report.milliseconds > Self.slowMilliseconds { connectionDisturbed() }
    if report.isInstanceFenced { instanceFenced(mayBeReplaced: true) }
    if let requirement, let reason = report.permanentError {
      permanentErrorOccurred(requirement, reason: reason, now: report.now)
    }
  }

  /// Ends the process when an event comes that the state rules out: a fault of the program, and what was not committed is
  /// decided again by the next process.
  private func require(_ condition: Bool, _ sentence: StaticString) {
    guard !condition else { return }
    fatalError(
      "\(sentence); membership \(membership), producer \(producer), \(phase), stop \(String(describing: stopReason))")
  }
}
