@testable import CustomerWorker

/// The path of records, as `Lane.process` has it.
extension SimulatedLane {
  mutating func process(
    _ batch: [Position], _ cluster: inout ModelCluster, _ faults: FaultPlan, _ random: inout SeededGenerator,
    _ now: Int64
  ) {
    var decided: [(position: Position, isSmallest: Bool)] = []
    for position in batch where decide(position, &cluster, faults, &random, now) {
      decided.append((position, life.refusedResults.contains(position)))
    }
    guard case .open = life.transaction else { return }
    for (position, isSmallest) in decided {
      if random.chance(faults.fatal) {
        life.produceFailed(.fatal, at: position, now: now)
        return
      }
      produce(position, isSmallest: isSmallest, &cluster, faults, &random)
      if brokenRule == .forgetsRestOfBatch { life.decided(position, records: 1, bytes: 10) }
    }
  }

  /// Whether it was decided.
  private mutating func decide(
    _ position: Position, _ cluster: inout ModelCluster, _ faults: FaultPlan, _ random: inout SeededGenerator,
    _ now: Int64
  ) -> Bool {
    let before = life
    guard life.admits(position) else {
      if life.progress.firstPositions != before.progress.firstPositions { cluster.coverage.add(.earlyRecord) }
      if brokenRule == .forgetsEarlyRecords, life.progress.firstPositions != before.progress.firstPositions {
        life = before
        life.progress.note(position)
        life.progress.forgetFirstOffsets()
      }
      return false
    }
    if life.mustBegin {
      if !hasProducer || life.producerIsSpent { cluster.violation = "a transaction begins with a spent producer" }
      begin(for: position, faults, &random, now)
      if life.mustBegin { return false }
    }
    if brokenRule != .forgetsRestOfBatch { life.decided(position, records: 1, bytes: 10) }
    return true
  }

  private mutating func produce(
    _ position: Position, isSmallest: Bool, _ cluster: inout ModelCluster, _ faults: FaultPlan,
    _ random: inout SeededGenerator
  ) {
    if Self.isTooLarge(position), !isSmallest {
      // Every batch of the transaction that holds it.
      isAbortable = true
      tooLarge.append(position)
    }
    written.append(position)
    if !isFenced {
      if cluster.write(Int(position.partition), position.offset, id: id, epoch: epoch) {
        hasReachedCoordinator = true
      } else {
        isFenced = true
      }
    }
    if random.chance(faults.abortable) { isAbortable = true }
    if random.chance(faults.resent) { life.disturbed() }
  }

  /// A few results are too large for the broker.
  static func isTooLarge(_ position: Position) -> Bool {
    (position.offset &* 7 &+ Int64(position.partition)) % 23 == 5
  }

  private mutating func begin(
    for position: Position, _ faults: FaultPlan, _ random: inout SeededGenerator, _ now: Int64
  ) {
    isAbortable = false
    hasReachedCoordinator = false
    tooLarge.removeAll(keepingCapacity: true)
    written.removeAll(keepingCapacity: true)
    let outcome: CallOutcome = isFenced ? .fenced : random.chance(faults.fatal / 4) ? .fatal : .done
    life.began(outcome, now: now, for: position)
  }
}
