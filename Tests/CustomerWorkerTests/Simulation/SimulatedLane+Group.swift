@testable import CustomerWorker

/// Places in the partitions, as `Lane` finds them.
extension SimulatedLane {
  /// nil: the call failed, or a transaction holds offsets of one of them.
  private func committed(
    _ partitions: [Int32], _ cluster: inout ModelCluster, _ faults: FaultPlan, _ random: inout SeededGenerator
  ) -> [Int64?]? {
    if random.chance(faults.consumerFailed) { return nil }
    if brokenRule != .readsUnstableOffsets, !partitions.allSatisfy({ cluster.isStable(Int($0)) }) {
      cluster.coverage.add(.unstableOffsets)
      return nil
    }
    return partitions.map { cluster.partitions[Int($0)].committed }
  }

  mutating func place(
    _ partitions: [Int32], _ cluster: inout ModelCluster, _ faults: FaultPlan, _ random: inout SeededGenerator,
    _ now: Int64
  ) {
    guard let offsets = committed(partitions, &cluster, faults, &random) else { return life.placeFailed(now: now) }
    var starts: [Position] = []
    for (partition, offset) in zip(partitions, offsets) {
      if let offset, !displaced.contains(partition) {
        starts.append(Position(partition: partition, offset: offset))
        continue
      }
      let log = cluster.partitions[Int(partition)]
      let start = StartPosition(committed: offset, low: log.low, high: log.high)
      starts.append(Position(partition: partition, offset: start.offset))
      if case .committed = start { continue }
      guard let member, cluster.commit(Int(partition), start.offset, member: member, generation: generation) else {
        return life.placeFailed(now: now)
      }
    }
    // Answers to an assignment that is no longer one are not taken.
    guard !isRevocationDue else { return life.placeFailed(now: now) }
    let others = life.progress.owned.filter { !partitions.contains($0) }
    for index in positions.indices {
      positions[index] = nil
      isUnreadable[index] = false
    }
    for start in starts { positions[Int(start.partition)] = start.offset }
    for other in others { positions[Int(other)] = life.progress.next(other) }
    displaced.subtract(partitions)
    life.placed(starts)
  }

  mutating func seek(_ targets: [Position], _ faults: FaultPlan, _ random: inout SeededGenerator, _ now: Int64) {
    let isAssigned = targets.allSatisfy { positions[Int($0.partition)] != nil } && !isRevocationDue
    guard isAssigned, !random.chance(faults.consumerFailed) else { return life.sought(nil, now: now) }
    for target in targets {
      positions[Int(target.partition)] = target.offset
      isUnreadable[Int(target.partition)] = false
    }
    life.sought(targets, now: now)
  }

  mutating func seekToCommitted(
    _ fallback: [Position], _ cluster: inout ModelCluster, _ faults: FaultPlan, _ random: inout SeededGenerator,
    _ now: Int64
  ) {
    guard let offsets = committed(fallback.map(\.partition), &cluster, faults, &random) else {
      return life.sought(nil, now: now)
    }
    let targets = zip(fallback, offsets).map { Position(partition: $0.partition, offset: $1 ?? $0.offset) }
    seek(targets, faults, &random, now)
  }

  mutating func confirmMembership(
    _ cluster: inout ModelCluster, _ faults: FaultPlan, _ random: inout SeededGenerator, _ now: Int64
  ) {
    let owned = life.progress.owned
    guard let member, !isLost, let offsets = committed(owned, &cluster, faults, &random) else {
      cluster.coverage.add(.membershipDenied)
      return life.membershipAnswered(isMember: false, now: now)
    }
    for (partition, offset) in zip(owned, offsets) {
      guard let offset else { continue }
      guard cluster.commit(Int(partition), offset, member: member, generation: generation) else {
        return life.membershipAnswered(isMember: false, now: now)
      }
    }
    cluster.coverage.add(.membershipConfirmed)
    life.membershipAnswered(isMember: true, now: now)
  }

  mutating func surveyOwnership(_ cluster: inout ModelCluster, _ random: inout SeededGenerator, _ now: Int64) {
    var answer = OwnershipSurvey.Answer.owned
    if random.chance(200) {
      answer = .unknown
    } else if cluster.partitions.contains(where: { $0.committed == nil }), brokenRule != .looksForNoUnowned {
      answer = .unowned
    }
    life.survey.answered(answer, now: now)
    if life.survey.findsUnowned { cluster.coverage.add(.foundUnowned) }
  }

  mutating func joinAgain() {
    if member != nil, !isRevocationDue {
      isRevocationDue = true
      events.append(.revoked(isLost: false))
    }
    life.survey.joinedAgain()
  }

  mutating func renewConsumer(
    _ cluster: inout ModelCluster, _ faults: FaultPlan, _ random: inout SeededGenerator, _ now: Int64
  ) {
    if random.chance(faults.consumerFailed) { return life.consumerRenewed(false, now: now) }
    for index in positions.indices { positions[index] = nil }
    displaced = []
    events.removeAll()
    isRevocationDue = false
    isLost = false
    if let member { cluster.group.remove(member) }
    member = nil
    mustJoin = true
    cluster.coverage.add(.consumerRenewed)
    life.consumerRenewed(true, now: now)
  }

  mutating func unassign(_ cluster: inout ModelCluster) {
    for index in positions.indices { positions[index] = nil }
    displaced = []
    isRevocationDue = false
    if let member {
      cluster.group.rejoin(member)
    } else {
      mustJoin = true
    }
    isLost = false
    life.unassigned()
  }
}
