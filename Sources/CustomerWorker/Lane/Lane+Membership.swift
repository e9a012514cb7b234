internal import CustomerContract
internal import Kafka
internal import Telemetry

/// Joining and staying in the group, and making the producer and the consumer again.
extension Lane where Clients: ~Copyable {
  /// The time for the question about unassigned partitions: results are held up meanwhile, and it can be asked again.
  private static var checkMilliseconds: Int32 { 500 }

  mutating func recreateProducer(isIsolating: Bool) {
    if state.producer != .none {
      let reason =
        isIsolating
        ? "one record a batch, to find the refused results"
        : "a request may have been sent twice, or transactions were aborted again and again"
      emit(ProducerRenewed(lane: number, reason: transactionFailure.isEmpty ? reason : transactionFailure))
    }
    clients.enter("close_producer")
    clients.closeProducer()
    clients.leave()
    resetTransaction()
    if isIsolating { rereadResultLimit() }
    let bytes = context.resultBytes
    let (_, report) = perform("init_transactions") { clients throws(KafkaError) in
      try clients.makeProducer(resultBytes: bytes, isIsolating: isIsolating)
    }
    state.producerRecreated(report)
  }

  private mutating func rereadResultLimit() {
    guard let bytes = perform("describe_configs", { clients throws(KafkaError) in try clients.readResultLimit() }).value
    else { return }
    context.resultBytes = bytes
    guard bytes < ResultSize.minimum else { return }
    state.requestStop(
      .misconfigured(
        "max.message.bytes of topics.accepted or topics.rejected is now \(bytes); set it to"
          + " \(ResultSize.minimum) bytes or more"))
  }

  mutating func joinGroup() {
    let (_, report) = perform("subscribe") { clients throws(KafkaError) in try clients.subscribe() }
    state.joined(report)
  }

  mutating func resubscribe() {
    let (_, report) = perform("subscribe") { clients throws(KafkaError) in try clients.subscribe() }
    state.resubscribed(report)
  }

  /// Commits the group's own offsets again: the coordinator takes them only from a member of the current generation.
  /// Nothing of this lane is in flight meanwhile, because its producer is fenced.
  ///
  /// A consumer whose session ended by its own clock has no member id. A commit of it would be answered with
  /// FENCED_INSTANCE_ID while the coordinator still knows the instance by the old one, which is fatal to the consumer.
  mutating func confirmMembership(_ partitions: [Int32]) {
    guard isMember else {
      return state.membershipAnswered(isMember: false, CallReport(outcome: .done, milliseconds: 0, now: now))
    }
    let (committed, report) = perform("committed") { clients throws(KafkaError) in
      try clients.committedOffsets(of: partitions, timeoutMilliseconds: Self.questionMilliseconds)
    }
    guard let committed else { return state.membershipAnswered(isMember: false, withFatalError(report)) }
    let known = zip(partitions, committed).compactMap { partition, offset in
      offset.map { PartitionOffset(partition: partition, offset: $0) }
    }
    let closedConnections = clients.closedConsumerConnectionCount
    var (_, commitReport) = perform("commit") { clients throws(KafkaError) in
      if !known.isEmpty { try clients.commit(known, timeoutMilliseconds: Self.questionMilliseconds) }
    }
    commitReport.isCommitUncertain =
      !known.isEmpty && (!commitReport.isDone || clients.closedConsumerConnectionCount != closedConnections)
    state.membershipAnswered(isMember: commitReport.isDone && isMember, withFatalError(commitReport))
  }

  private var isMember: Bool { !clients.memberID.isEmpty && !clients.isAssignmentLost }

  /// The consumer's own error event is queued behind all prefetched records.
  private func withFatalError(_ report: CallReport) -> CallReport {
    var report = report
    if clients.consumerFatalError?.code == .fencedInstanceID { report.isInstanceFenced = true }
    return report
  }

  mutating func findReplacement() {
    let (members, report) = perform("list_groups") { clients throws(KafkaError) in
      do throws(KafkaError) {
        return try clients.groupMemberIDs(timeoutMilliseconds: Self.questionMilliseconds)
      } catch {
        // Without the right to list members, assume there is no other process.
        if error.code == .unsupportedFeature || error.code.isPermanent { return [] }
        throw error
      }
    }
    state.membersListed(members, report)
  }

  mutating func recreateConsumer() {
    guard state.mayRejoin(wasSuspended: wasSuspended) else { return }
    clients.closeAside()
    emit(ConsumerRenewed(lane: number))
    let (_, report) = perform("subscribe") { clients throws(KafkaError) in
      try clients.recreateConsumer()
      try clients.subscribe()
    }
    state.consumerRecreated(report)
  }

  mutating func checkRights() {
    let (_, report) = perform("check_rights") { clients throws(KafkaError) in
      try clients.checkRights(timeoutMilliseconds: Self.questionMilliseconds)
    }
    state.rightsChecked(report)
  }

  /// The start of every assigned partition is committed at once: one without an offset is assigned to nobody.
  mutating func checkUnassignedPartitions() {
    let (offsets, report) = perform("committed") { clients throws(KafkaError) in
      let count = try clients.partitionCount(timeoutMilliseconds: Self.checkMilliseconds)
      return try clients.committedOffsets(of: Array(0..<count), timeoutMilliseconds: Self.checkMilliseconds)
    }
    if let offsets, !offsets.isEmpty { commandPartitions = Int32(offsets.count) }
    let unassigned = offsets.map { offsets in offsets.indices.filter { offsets[$0] == nil }.map { Int32($0) } }
    state.unassignedPartitionsChecked(
      unassigned.map { $0.isEmpty ? .allAssigned : .someUnassigned } ?? .unknown, report)
    if let unassigned, state.group.unassignedCheck.hasUnassigned {
      emit(PartitionsUnowned(lane: number, partitions: Self.list(unassigned)))
    }
  }
}
