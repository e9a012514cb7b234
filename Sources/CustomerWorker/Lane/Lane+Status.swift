internal import CustomerContract
internal import Kafka
internal import Telemetry

/// What a lane counts and shows of itself.
extension Lane where Clients: ~Copyable {
  /// How often the lane publishes itself when nothing happens.
  private static var publishMilliseconds: Int64 { 250 }
  private static var abortsShown: Int { 3 }
  /// One in so many keys is looked at.
  private static var keysSampled: Int { 64 }

  /// The commands that were answered in committed transactions.
  package var committedCounts: CommandCounts {
    CommandCounts(accepted: status.counters.accepted, rejected: status.counters.rejected.sum)
  }

  /// The counters, when every transaction that has ended is counted and none is open; else nil.
  ///
  /// Mutating only because no other function can be called on a lane that an object holds.
  package mutating func settledCounters() -> LaneCounters? {
    account.isEmpty && unsettled == nil ? status.counters : nil
  }

  // MARK: Counting

  mutating func recordDecisions(_ count: Int, nanoseconds: Int64) {
    status.counters.decideSeconds.observe(Double(max(0, nanoseconds)) / 1e9 / Double(count))
  }

  @inline(__always) mutating func sample(_ key: RawSpan, of position: PartitionOffset) {
    keyCount &+= 1
    if keyCount % Self.keysSampled == 0 { lookAt(key, of: position) }
  }

  @inline(never) private mutating func lookAt(_ key: RawSpan, of position: PartitionOffset) {
    let found = KeyPartitioner.find(key: key, partition: position.partition, partitions: commandPartitions)
    if found.isCertain { account.addKey(found.partitioner) }
  }

  /// The transaction is committed, up to these offsets.
  mutating func recordCommit(_ offsets: [PartitionOffset]) {
    let end = clients.monotonicNanoseconds
    status.counters.commitSeconds.observe(Double(end - commitBegan) / 1e9)
    status.counters.transactionSeconds.observe(Double(end - transactionBegan) / 1e9)
    // The group took offsets of this member's generation, so nobody else has had its partitions.
    if unsettled?.seenCommittedAt != nil { countUnknown() }
    count(account, committedTo: offsets)
    account.removeAll()
  }

  private mutating func count(_ account: TransactionAccount, committedTo offsets: [PartitionOffset]) {
    let timestamp = clients.realTimeMilliseconds
    account.add(to: &status.counters, now: timestamp)
    status.undoneStreak = 0
    let committed = Set(offsets.map(\.partition))
    for index in status.partitions.indices where committed.contains(status.partitions[index].partition) {
      status.partitions[index].movedAt = now
      status.partitions[index].committedTimestamp = timestamp
      status.partitions[index].uncommittedSince = nil
    }
    mustPublish = true
  }

  /// Notices that the transaction has ended without having been committed, or that nobody can say any more whether it was.
  mutating func settleAccount() {
    settleUnknown()
    guard !account.isEmpty, state.needsTransaction else { return }
    recordUndone(isUnknown: isCommitRequested && state.phase == .between(.toCommittedOffsets))
  }

  /// Counts a transaction whose commit was not answered, once it is known that nobody else had its partitions meanwhile: after
  /// a session without a rebalance. A commit proves it sooner.
  private mutating func settleUnknown() {
    guard let transaction = unsettled else { return }
    guard let seen = transaction.seenCommittedAt else {
      if state.phase != .between(.toCommittedOffsets) { giveUpUnknown() }
      return
    }
    switch state.group.membership {
    case .settled, .partlyPositioned:
      if state.progress.isEmpty { return giveUpUnknown() }
      if now - seen > settings.sessionMilliseconds { countUnknown() }
    case .notJoined, .assigned, .revoked, .maybeReplaced, .needsConsumer: giveUpUnknown()
    }
  }

  private mutating func giveUpUnknown() {
    if unsettled.take() != nil { status.counters.unknownTransactions += 1 }
  }

  private mutating func countUnknown() {
    if let transaction = unsettled.take() { count(transaction.account, committedTo: transaction.ends) }
  }

  private mutating func recordUndone(isUnknown: Bool) {
    if isUnknown {
      giveUpUnknown()
      unsettled = UnsettledTransaction(account: account, ends: state.progress.offsetsToCommit)
    } else {
      status.counters.abortedTransactions += 1
    }
    status.undoneStreak += 1
    let abort = LaneStatus.Abort(
      timestamp: clients.realTimeMilliseconds, reason: transactionFailure, commands: account.results)
    status.lastAborts = Array(([abort] + status.lastAborts).prefix(Self.abortsShown))
    account.removeAll()
    mustPublish = true
  }

  /// The group's committed offsets were read back.
  mutating func settle(byCommitted offsets: [Int32: Int64?]) {
    guard let transaction = unsettled, transaction.seenCommittedAt == nil else { return }
    if transaction.isCommitted(by: offsets) {
      unsettled?.seenCommittedAt = now
      nothingIsUncommitted(of: transaction.ends)
    } else {
      unsettled = nil
      status.counters.abortedTransactions += 1
    }
  }

  /// The commands of partitions that were open are committed, or are not in the log any more.
  mutating func nothingIsUncommitted(of offsets: [PartitionOffset]) {
    let partitions = Set(offsets.map(\.partition))
    for index in status.partitions.indices where partitions.contains(status.partitions[index].partition) {
      status.partitions[index].uncommittedSince = nil
    }
  }

  /// The group assigned partitions.
  mutating func recordAssignment() {
    status.counters.rebalances += 1
    status.brokerReceivedAt = now
    status.partitions = state.progress.assignedPartitions.map { PartitionStatus($0, assignedAt: now) }
    mustPublish = true
  }

  // MARK: Publishing

  mutating func publishIfDue(isStopped: Bool) {
    // Partitions that were given up are gone for the next reader.
    let hasGivenUp = state.progress.isEmpty && !status.partitions.isEmpty
    let isDue = mustPublish || hasGivenUp || isStopped || now - publishedAt >= Self.publishMilliseconds
    if isDue { publish(isStopped: isStopped) }
  }

  private mutating func publish(isStopped: Bool) {
    if isStopped { recordEnd() }
    completeMembership()
    completePartitions()
    if isStopped { status.partitions = [] }
    status.activity = isStopped ? .stopped : activity
    status.commandPartitions = commandPartitions
    clients.publish(status)
    publishedAt = now
    mustPublish = false
  }

  /// A transaction that was left open is aborted by its coordinator; one that was not settled never will be.
  private mutating func recordEnd() {
    if !account.isEmpty { recordUndone(isUnknown: isCommitRequested) }
    giveUpUnknown()
  }

  private mutating func completeMembership() {
    let hasAssignment =
      switch state.group.membership {
      case .settled, .partlyPositioned, .assigned: state.group.unassignedSince == nil
      case .notJoined, .revoked, .maybeReplaced, .needsConsumer: false
      }
    if hasAssignment { status.hasBeenAssigned = true }
    status.unassignedSince = hasAssignment ? nil : status.unassignedSince ?? now
    status.producerUnusableSince = state.producer == .ready ? nil : status.producerUnusableSince ?? now
  }

  private mutating func completePartitions() {
    if state.progress.isEmpty { status.partitions = [] }
    for index in status.partitions.indices {
      let partition = status.partitions[index].partition
      status.partitions[index].next = state.progress.next(partition)
      status.partitions[index].firstTimestamp = account.firstTimestamp(partition)
      if account.hasCommands(of: partition), status.partitions[index].uncommittedSince == nil {
        status.partitions[index].uncommittedSince = now
      }
      let block = PartitionStatus.Block(state.blocked[partition])
      status.partitions[index].blockedSince = block == nil ? nil : status.partitions[index].blockedSince ?? now
      status.partitions[index].block = block
    }
  }

  private var activity: LaneStatus.Activity {
    switch state.phase {
    case .transaction(let transaction):
      switch transaction.stage {
      case .open: .processing
      case .preparingCommit, .committing: .committing
      case .aborting: .aborting
      }
    case .between(let rewind):
      switch state.group.membership {
      case .notJoined: .joining
      case .assigned, .partlyPositioned, .revoked: .rebalancing
      case .maybeReplaced, .needsConsumer: .recovering
      case .settled where state.group.unassignedSince != nil: .rebalancing
      case .settled: rewind == .none && state.producer == .ready ? .waiting : .recovering
      }
    }
  }
}

extension PartitionStatus.Block {
  init?(_ block: PartitionBlock?) {
    switch block {
    case nil: return nil
    case .aside: self = .readAside
    case .corrupt: self = .corrupt
    case .held: self = .held
    }
  }
}

extension TransactionAccount {
  /// Counts a rejected result by the errors of its decision.
  mutating func addRejection(_ decision: borrowing Decision) {
    // An accepted command whose result does not fit, or was refused for its size.
    if decision.isAccepted { return addRejection(CollectionOfOne(CodeCounts.tooLarge)) }
    addRejection(decision.errors.lazy.map(\.codeIndex))
  }
}
