internal import CustomerContract
internal import Kafka
internal import Telemetry

/// The calls that make up a transaction, each with a bound.
///
/// Without transactions (at least once) the results are written first and their offsets committed after that. A crash in
/// between, or a partition that goes to another lane, leaves results whose commands are decided again: they come twice, with
/// the same `ce_id`. None is lost, because no offset is committed before its results are written.
extension Lane where Clients: ~Copyable {
  /// The time for one call: commit and abort go on where they stopped when they are made again, so the lane stays
  /// responsive.
  private static var callMilliseconds: Int32 { 2000 }

  mutating func begin(for position: PartitionOffset) {
    transactionBegan = clients.monotonicNanoseconds
    serviceClients()
    resetTransaction()
    context.time = clients.realTimeMilliseconds
    let (_, report) = perform("begin_transaction") { clients throws(KafkaError) in try clients.begin() }
    state.transactionBegan(report, for: position)
    beginNanoseconds += clients.monotonicNanoseconds - transactionBegan
    mustPublish = true
  }

  mutating func prepareCommit(_ offsets: [PartitionOffset]) {
    if commitBegan == 0 { commitBegan = clients.monotonicNanoseconds }
    throttle(to: InFlightBatches.maximumBeforeCommit)
    guard settings.guarantee == .exactlyOnce else {
      let (_, report) = perform("flush") { clients throws(KafkaError) in
        try clients.flush(timeoutMilliseconds: Self.callMilliseconds)
      }
      return state.commitPrepared(report)
    }
    let (_, report) = perform("send_offsets_to_transaction") { clients throws(KafkaError) in
      // Without a member's id the group would take the offsets unchecked if the generation is unknown as well.
      guard !clients.memberID.isEmpty, !clients.isAssignmentLost else {
        throw KafkaError(
          code: .unknownMemberID, message: "the lane is no longer a member of the group", isFatal: false,
          isRetriable: false,
          requiresAbort: true)
      }
      try clients.sendOffsets(offsets, timeoutMilliseconds: Self.callMilliseconds)
    }
    state.commitPrepared(report)
  }

  mutating func commit(_ offsets: [PartitionOffset]) {
    let report: CallReport
    isCommitRequested = true
    switch settings.guarantee {
    case .exactlyOnce:
      report =
        perform("commit_transaction") { clients throws(KafkaError) in
          try clients.commitTransaction(timeoutMilliseconds: Self.callMilliseconds)
        }.report
    case .atLeastOnce:
      // Committing the same offsets again is harmless, so a commit whose outcome is unknown is made again.
      report =
        perform("commit") { clients throws(KafkaError) in
          do throws(KafkaError) {
            try clients.commit(offsets, timeoutMilliseconds: Self.callMilliseconds)
          } catch {
            throw KafkaError(
              code: error.code, message: error.message, isFatal: false, isRetriable: error.code.isTransient,
              requiresAbort: !error.code.isTransient)
          }
        }.report
    }
    if report.outcome == .done { recordCommit(offsets) }
    state.committed(report)
    if report.outcome == .done { resetTransaction() }
  }

  mutating func abort() {
    var (_, report) = perform("abort_transaction") { clients throws(KafkaError) in
      try clients.abortTransaction(timeoutMilliseconds: Self.callMilliseconds)
    }
    // Only now has every delivery report been heard, and only once may they be counted.
    if report.outcome == .done { report.oversizedResults = takeOversizedResults() }
    state.aborted(report)
    guard report.outcome == .done else { return }
    emit(TransactionAborted(lane: number, reason: transactionFailure, records: commands.count))
    resetTransaction()
  }

  /// What was written stays written; what is still queued goes with the producer.
  mutating func discardResults() {
    var (_, report) = perform("discard") { _ throws(KafkaError) in }
    report.oversizedResults = takeOversizedResults()
    state.resultsDiscarded(report)
  }

  /// Finds the commands whose results the broker refused for their size.
  private func takeOversizedResults() -> [PartitionOffset] {
    let positions = clients.deliveryFailures
      .filter { $0.code == .messageTooLarge || $0.code == .recordListTooLarge }
      .compactMap { $0.tag < commands.count ? commands[Int($0.tag)] : nil }
    if !positions.isEmpty { emit(ResultRefused(lane: number, count: positions.count, areKnown: false)) }
    return positions
  }

  mutating func resetTransaction() {
    outgoing.reset()
    commands.removeAll(keepingCapacity: true)
    inFlight.removeAll()
    settleAccount()
    commitBegan = 0
    isCommitRequested = false
    transactionFailure = ""
  }
}
