/// The order of a lane's duties: what it does next, from its state and the clock alone.
extension LaneState {
  package func next(now: Int64) -> LaneAction {
    if let stopReason, stopReason != .drained { return .stop(stopReason, departure) }
    if case .between = phase {
      // Neither waits for the end of a pause: the group waits for the first, the operator for the second.
      if group.membership == .revoked { return .unassign }
      if let stopReason { return .stop(stopReason, departure) }
    }
    let resumeAt = max(resumeAt, transactions.resumeAt)
    if now < resumeAt { return .wait(milliseconds: resumeAt - now) }
    switch phase {
    case .between(let rewind): return nextBetweenTransactions(rewind, now)
    case .transaction(let transaction):
      switch transaction.stage {
      case .open:
        let lingerEnd = transaction.since + transactions.limits.lingerMilliseconds
        return group.membership == .revoked || stopReason != nil || transactions.isComplete(transaction, now: now)
          ? .prepareCommit(progress.offsetsToCommit) : nextReading(milliseconds: max(0, lingerEnd - now), now)
      case .preparingCommit: return .prepareCommit(progress.offsetsToCommit)
      case .committing: return .commit(progress.offsetsToCommit)
      case .aborting: return transactions.guarantee == .exactlyOnce ? .abort : .discardResults
      }
    }
  }

  private func nextBetweenTransactions(_ rewind: LanePhase.Rewind, _ now: Int64) -> LaneAction {
    if mustPoll { return .poll(milliseconds: 0) }
    if case .maybeReplaced = group.membership { return .findReplacement }
    if group.membership == .needsConsumer { return .recreateConsumer }
    if producer == .none || producer == .needsRecreation {
      return .recreateProducer(isIsolating: transactions.oversized.isIsolating)
    }
    switch group.membership {
    case .notJoined: return .joinGroup
    case .assigned(let partitions):
      return .assignOffsets(start: partitions.map { Unpositioned(partition: $0) }, resume: [])
    case .partlyPositioned(let partitions): return .assignOffsets(start: partitions, resume: resumeOffsets(partitions))
    case .settled, .revoked, .maybeReplaced, .needsConsumer: break
    }
    if producer == .fenced {
      if isRightsCheckDue(now) { return .checkRights }
      return progress.isEmpty ? .poll(milliseconds: 200) : .confirmMembership(progress.assignedPartitions)
    }
    switch rewind {
    case .none: break
    case .toFirstOffsets: return .seek(progress.rewindOffsets)
    case .toCommittedOffsets: return .seekToCommitted(progress.rewindOffsets)
    }
    if isRightsCheckDue(now) { return .checkRights }
    if group.unassignedCheck.hasUnassigned { return .resubscribe }
    return group.unassignedCheck.isDue(now: now) ? .checkUnassignedPartitions : nextReading(milliseconds: 200, now)
  }

  /// Waits for records, or does the next thing for a partition that the group's consumer cannot read on its own: the two
  /// take turns, because the group and the other partitions must not wait for it.
  private func nextReading(milliseconds: Int64, _ now: Int64) -> LaneAction {
    guard !blocked.isEmpty else { return .poll(milliseconds: milliseconds) }
    if !blocked.toPause.isEmpty { return .pause(blocked.toPause) }
    // What is read aside ends before the group takes the partitions back, and begins after all of them have a position.
    guard group.membership == .settled else { return .poll(milliseconds: milliseconds) }
    if let partition = blocked.toRetry(now: now) { return resume(partition) }
    guard let (partition, stage) = blocked.aside(now: now) else { return .poll(milliseconds: milliseconds) }
    guard blocked.isAsideTurn else { return .poll(milliseconds: 0) }
    switch stage {
    case .starting: return .startAside(PartitionOffset(partition: partition, offset: progress.next(partition) ?? 0))
    case .reading: return .pollAside(partition)
    case .measuring(let base): return .measureBatch(partition, base: base)
    case .searching(let search): return .searchBatchEnd(partition, search)
    case .rejecting(let end):
      let next = progress.next(partition) ?? end
      return .rejectUndecodable(partition, next..<min(end, next + Int64(max(1, transactions.room))))
    case .finished: return resume(partition)
    }
  }

  private func resume(_ partition: Int32) -> LaneAction {
    .resume(PartitionOffset(partition: partition, offset: progress.next(partition) ?? 0))
  }

  private func isRightsCheckDue(_ now: Int64) -> Bool {
    group.isRightsCheckDue(isRefused: permanentErrors.refusedSince(now: now) != nil, now: now)
  }

  /// Where the partitions go on that are being read already: an assignment replaces the whole one before it.
  private func resumeOffsets(_ unpositioned: [Unpositioned]) -> [PartitionOffset] {
    progress.assignedPartitions.filter { partition in !unpositioned.contains { $0.partition == partition } }
      .compactMap { partition in progress.next(partition).map { PartitionOffset(partition: partition, offset: $0) } }
  }

  private var departure: Departure {
    let group: Departure.Group =
      switch group.membership {
      case .maybeReplaced, .needsConsumer: .vanish
      case .revoked: .unassignAndLeave
      case .notJoined, .settled, .partlyPositioned, .assigned: .leave
      }
    guard case .transaction = phase else { return Departure(group: group, abortsTransaction: false) }
    return Departure(group: group, abortsTransaction: transactions.guarantee == .exactlyOnce)
  }
}
