@testable import CustomerWorker

/// The calls of a transaction, as `Lane` makes them, with what can become of each.
extension SimulatedLane {
  /// What the network and the library make of a request.
  private enum Fate {
    case executed
    /// Sent twice, and the first one is still on its way.
    case resent
    case timedOut(isExecuted: Bool, isLate: Bool)
    case failed(CallOutcome, isExecuted: Bool)
  }

  private func fate(_ faults: FaultPlan, _ random: inout SeededGenerator) -> Fate {
    if random.chance(faults.resent) { return .resent }
    if random.chance(faults.timedOut) { return .timedOut(isExecuted: random.chance(500), isLate: random.chance(500)) }
    if random.chance(faults.abortable) { return .failed(.abortable, isExecuted: random.chance(300)) }
    if random.chance(faults.fatal) { return .failed(.fatal, isExecuted: random.chance(500)) }
    return .executed
  }

  mutating func sendOffsets(
    _ positions: [Position], _ cluster: inout ModelCluster, _ faults: FaultPlan, _ random: inout SeededGenerator,
    _ now: Int64
  ) {
    guard let member, !isLost else { return life.offsetsSent(.abortable, milliseconds: 0, now: now) }
    if isFenced {
      cluster.coverage.add(.fencedCall)
      return life.offsetsSent(.fenced, milliseconds: 1, now: now)
    }
    if isAbortable { return life.offsetsSent(.abortable, milliseconds: 1, now: now) }
    var offsets = Array(repeating: Int64(-1), count: self.positions.count)
    if brokenRule != .forgetsOffsets {
      for position in positions { offsets[Int(position.partition)] = position.offset }
    }
    let request = ModelCluster.LateRequest.Kind.offsets(offsets, member: member, generation: generation)
    let fate = fate(faults, &random)
    var outcome = CallOutcome.done
    var isExecuted = true
    switch fate {
    case .executed: break
    case .resent: hold(request, &cluster)
    case .timedOut(let executed, let isLate):
      if isLate { hold(request, &cluster) }
      isExecuted = executed
      outcome = .retriable
    case .failed(let failure, let executed):
      isExecuted = executed
      outcome = failure
    }
    if isExecuted {
      switch cluster.addOffsets(offsets, member: member, generation: generation, id: id, epoch: epoch) {
      case .done: hasReachedCoordinator = true
      case .notMember:
        hasReachedCoordinator = true
        if outcome == .done { outcome = .abortable }
      case .fenced:
        isFenced = true
        if outcome == .done { outcome = .fenced }
      }
    }
    if outcome == .abortable { isAbortable = true }
    life.offsetsSent(outcome, milliseconds: outcome == .retriable ? 2000 : 1, now: now)
  }

  mutating func commit(
    _ cluster: inout ModelCluster, _ faults: FaultPlan, _ random: inout SeededGenerator, _ now: Int64
  ) {
    if isAbortable { return committed(.abortable, &cluster, now) }
    let outcome = endTransaction(.committed, &cluster, faults, &random)
    if outcome == .abortable { isAbortable = true }
    committed(outcome, &cluster, now)
  }

  private mutating func committed(_ outcome: CallOutcome, _ cluster: inout ModelCluster, _ now: Int64) {
    life.committed(outcome, milliseconds: outcome == .retriable ? 2000 : 1, now: now)
    ended(after: outcome, &cluster)
  }

  mutating func abort(
    _ cluster: inout ModelCluster, _ faults: FaultPlan, _ random: inout SeededGenerator, _ now: Int64
  ) {
    let outcome = endTransaction(.aborted, &cluster, faults, &random)
    if outcome == .done, !tooLarge.isEmpty {
      cluster.coverage.add(.isolated)
      life.resultsRefused(isIsolating ? tooLarge : written, areKnown: false)
    }
    life.aborted(outcome, milliseconds: outcome == .retriable ? 2000 : 1, now: now)
    ended(after: outcome, &cluster)
  }

  private mutating func ended(after outcome: CallOutcome, _ cluster: inout ModelCluster) {
    guard life.transaction == .none else { return }
    if outcome == .retriable { cluster.coverage.add(.givenUp) }
    if life.rewind == .toCommittedOffsets { cluster.coverage.add(.unknownOutcome) }
    if brokenRule == .keepsDisturbedProducer, !isFenced { life.producerIsSpent = false }
    if brokenRule == .rewindsFromMemory, life.rewind == .toCommittedOffsets { life.rewind = .toFirstOffsets }
  }

  private mutating func endTransaction(
    _ how: ModelCluster.Transaction.End, _ cluster: inout ModelCluster, _ faults: FaultPlan,
    _ random: inout SeededGenerator
  ) -> CallOutcome {
    if isFenced { return .fenced }
    // The library sends nothing when there is nothing to end.
    guard hasReachedCoordinator else { return .done }
    var outcome = CallOutcome.done
    var isExecuted = true
    switch fate(faults, &random) {
    case .executed: break
    case .resent: hold(.end(how), &cluster)
    case .timedOut(let executed, let isLate):
      if isLate { hold(.end(how), &cluster) }
      isExecuted = executed
      outcome = .retriable
    case .failed(let failure, let executed):
      isExecuted = executed
      outcome = failure
    }
    guard isExecuted else { return outcome }
    switch cluster.endTransaction(how, id: id, epoch: epoch) {
    case .done: return outcome
    case .invalidState: return outcome == .done ? .fatal : outcome
    case .fenced:
      isFenced = true
      return outcome == .done ? .fenced : outcome
    }
  }

  private mutating func hold(_ kind: ModelCluster.LateRequest.Kind, _ cluster: inout ModelCluster) {
    // What has not reached the coordinator belongs to the transaction that it will start.
    let number = cluster.transactions[id].number + (cluster.transactions[id].isOngoing ? 0 : 1)
    cluster.late.append(ModelCluster.LateRequest(kind: kind, id: id, epoch: epoch, number: number))
    life.disturbed()
  }

  // MARK: The producer

  mutating func renewProducer(
    _ isolating: Bool, _ cluster: inout ModelCluster, _ faults: FaultPlan, _ random: inout SeededGenerator,
    _ now: Int64
  ) {
    hasProducer = false
    if random.chance(faults.producerNotMade) {
      if random.chance(500) { _ = cluster.takeOver(id) }
      return life.producerRenewed(random.chance(900) ? .retriable : .fenced, now: now)
    }
    epoch = cluster.takeOver(id)
    hasProducer = true
    cluster.coverage.add(.producerRenewed)
    isFenced = false
    isAbortable = false
    isIsolating = isolating
    if member == nil, !isLost, generation < 0 { mustJoin = true }
    life.producerRenewed(.done, now: now)
  }
}
