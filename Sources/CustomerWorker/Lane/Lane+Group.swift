internal import Kafka
internal import Platform
internal import Telemetry

/// Where the lane stands in the command topic, as the group and the log have it.
extension Lane {
  private static var callMilliseconds: Int32 { 5000 }
  /// Results wait for it: better asked again than waited for.
  private static var surveyMilliseconds: Int32 { 500 }

  /// Starts at the committed offsets. Another start than that is committed at once: lag can then be told of partitions
  /// that are still empty.
  mutating func place(_ partitions: [Int32]) {
    watchdog.enter(slot: number, call: "place")
    do throws(KafkaError) {
      let positions = try startPositions(of: partitions)
      let others = life.progress.owned.filter { !partitions.contains($0) }.map {
        Position(partition: $0, offset: life.progress.next($0) ?? LogicalOffset.none)
      }
      try consumer.assign((positions + others).map { configuration.offset($0) })
      life.placed(positions)
    } catch {
      emit(CallFailed(lane: number, call: "assign", reason: error.description))
      life.placeFailed(now: now)
    }
    watchdog.leave(slot: number)
    now = MonotonicClock.milliseconds()
  }

  private mutating func startPositions(of partitions: [Int32]) throws(KafkaError) -> [Position] {
    guard !partitions.isEmpty else { return [] }
    let committed = try consumer.committed(
      partitions.map { configuration.commandPartition($0) }, timeoutMilliseconds: Self.callMilliseconds)
    var positions: [Position] = []
    var starts: [TopicPartitionOffset] = []
    var losses: [CommandsLost] = []
    for entry in committed {
      let partition = entry.partition.partition
      guard !entry.isKnown || displaced.contains(partition) else {
        positions.append(Position(partition: partition, offset: entry.offset))
        continue
      }
      // Each call under its own watch: there may be many.
      watchdog.enter(slot: number, call: "watermarks")
      let log = try consumer.watermarks(of: entry.partition, timeoutMilliseconds: Self.callMilliseconds)
      let start = StartPosition(committed: entry.isKnown ? entry.offset : nil, low: log.low, high: log.high)
      positions.append(Position(partition: partition, offset: start.offset))
      if case .committed = start { continue }
      starts.append(TopicPartitionOffset(entry.partition, offset: start.offset))
      if case .afterLoss(let offset, let count) = start {
        losses.append(
          CommandsLost(
            lane: number, topic: configuration.commandTopic, partition: partition, count: count, offset: offset))
      }
    }
    // Before anything is committed: the next start would no longer see the loss.
    if configuration.stopsOnLostRecords, let loss = losses.first {
      life.requestStop(.commandsLost("\(loss.message); kafka.onLostRecords is stop"))
    } else {
      watchdog.enter(slot: number, call: "commit")
      try consumer.commit(starts, timeoutMilliseconds: Self.callMilliseconds)
    }
    losses.forEach { emit($0) }
    return positions
  }

  mutating func seek(_ positions: [Position]) {
    watchdog.enter(slot: number, call: "seek")
    defer { watchdog.leave(slot: number) }
    do throws(KafkaError) {
      try consumer.seek(to: positions.map { configuration.offset($0) })
      life.sought(positions, now: now)
    } catch {
      emit(CallFailed(lane: number, call: "seek", reason: error.description))
      life.sought(nil, now: now)
    }
  }

  mutating func seekToCommitted(_ fallback: [Position]) {
    watchdog.enter(slot: number, call: "committed")
    do throws(KafkaError) {
      let committed = try consumer.committed(
        fallback.map { configuration.commandPartition($0.partition) }, timeoutMilliseconds: Self.callMilliseconds)
      var positions = fallback
      for index in positions.indices {
        let entry = committed.first { $0.partition.partition == positions[index].partition }
        if let entry, entry.isKnown { positions[index].offset = entry.offset }
      }
      seek(positions)
    } catch {
      emit(CallFailed(lane: number, call: "committed", reason: error.description))
      life.sought(nil, now: now)
    }
    watchdog.leave(slot: number)
    now = MonotonicClock.milliseconds()
  }

  /// Commits the group's own offsets again: the coordinator takes them only from a member of the current generation.
  /// Nothing of this lane is in flight meanwhile, for its producer is fenced.
  ///
  /// A consumer whose session ended by its own clock has no member id any more. A commit of its would be answered with
  /// FENCED_INSTANCE_ID while the coordinator still knows the instance by the old one, which is fatal to the consumer.
  mutating func confirmMembership() {
    watchdog.enter(slot: number, call: "confirm_membership")
    guard consumer.memberIsInGroup, !consumer.isAssignmentLost else {
      watchdog.leave(slot: number)
      return life.membershipAnswered(isMember: false, now: now)
    }
    var isMember = false
    do throws(KafkaError) {
      let partitions = life.progress.owned.map { configuration.commandPartition($0) }
      let known = try consumer.committed(partitions, timeoutMilliseconds: Self.callMilliseconds).filter(\.isKnown)
      if !known.isEmpty { try consumer.commit(known, timeoutMilliseconds: Self.callMilliseconds) }
      isMember = consumer.memberIsInGroup && !consumer.isAssignmentLost
    } catch {
      emit(CallFailed(lane: number, call: "commit", reason: error.description))
      // The consumer's own word on it stands behind all the records that were fetched ahead.
      if error.code == .fencedInstanceID || consumer.fatalError != nil { handle(error) }
    }
    watchdog.leave(slot: number)
    now = MonotonicClock.milliseconds()
    life.membershipAnswered(isMember: isMember, now: now)
  }

  /// The coordinator names a static member by its instance id and a UUID of 36 characters.
  mutating func findSuccessor() {
    guard let instanceID = configuration.instanceID(lane: number) else {
      return life.successorAnswered(false, now: now)
    }
    watchdog.enter(slot: number, call: "list_groups")
    successorAsked = MonotonicClock.milliseconds()
    var isThere: Bool?
    do throws(KafkaError) {
      isThere = try consumer.groupMemberIDs(timeoutMilliseconds: Self.callMilliseconds).contains { id in
        id != memberID && id.hasPrefix("\(instanceID)-") && id.utf8.count == instanceID.utf8.count + 37
      }
    } catch {
      emit(CallFailed(lane: number, call: "list_groups", reason: error.description))
      // Who may not ask cannot know.
      if error.code == .unsupportedFeature || error.code.isPermanent { isThere = false }
    }
    watchdog.leave(slot: number)
    now = MonotonicClock.milliseconds()
    life.successorAnswered(isThere, now: now)
  }

  mutating func renewConsumer() {
    // It may have been stopped after it had found that nobody but itself ended its session.
    if wasStopped { return life.stoppedWhileSpent() }
    watchdog.enter(slot: number, call: "destroy")
    emit(ConsumerRenewed(lane: number))
    var isDone = false
    do throws(KafkaError) {
      consumer = try configuration.makeConsumer(lane: number)
      try consumer.subscribe(to: [configuration.commandTopic])
      displaced = []
      isDone = true
    } catch {
      emit(CallFailed(lane: number, call: "subscribe", reason: error.description))
    }
    watchdog.leave(slot: number)
    now = MonotonicClock.milliseconds()
    life.consumerRenewed(isDone, now: now)
  }

  /// The start of every assigned partition is committed at once: one without an offset is nobody's.
  mutating func surveyOwnership() {
    watchdog.enter(slot: number, call: "survey")
    do throws(KafkaError) {
      let count = try consumer.partitionCount(
        of: configuration.commandTopic, timeoutMilliseconds: Self.surveyMilliseconds)
      let unowned = try consumer.committed(
        (0..<count).map { configuration.commandPartition($0) }, timeoutMilliseconds: Self.surveyMilliseconds
      ).filter { !$0.isKnown }
      life.survey.answered(unowned.isEmpty ? .owned : .unowned, now: now)
      if life.survey.findsUnowned {
        let partitions = unowned.map { "\($0.partition.partition)" }.joined(separator: ",")
        emit(PartitionsUnowned(lane: number, partitions: partitions))
      }
    } catch {
      life.survey.answered(.unknown, now: now)
    }
    watchdog.leave(slot: number)
    now = MonotonicClock.milliseconds()
  }

  mutating func joinAgain() {
    watchdog.enter(slot: number, call: "subscribe")
    do throws(KafkaError) {
      try consumer.subscribe(to: [configuration.commandTopic])
    } catch {
      emit(CallFailed(lane: number, call: "subscribe", reason: error.description))
    }
    watchdog.leave(slot: number)
    now = MonotonicClock.milliseconds()
    life.survey.joinedAgain()
  }

  mutating func unassign() {
    watchdog.enter(slot: number, call: "unassign")
    defer { watchdog.leave(slot: number) }
    do throws(KafkaError) {
      try consumer.unassign()
    } catch {
      emit(CallFailed(lane: number, call: "unassign", reason: error.description))
    }
    displaced = []
    life.unassigned()
  }
}
