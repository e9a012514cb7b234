internal import CustomerWorker
internal import Kafka
internal import SeededRandomness

/// The consumer, on the model.
extension ModelClients {
  /// What the consumer's own thread learns by and by: heartbeats and the assignment.
  func hearGroup() {
    consumer.grow(to: world.cluster.partitions.count)
    guard world.chance(500) else { return }
    // The library joins again only after the lane has answered the loss.
    if consumer.mustJoin, !consumer.isRevocationDue {
      consumer.mustJoin = false
      // A static member takes the place of its last id, which the coordinator may still know.
      if instanceID != nil, let lastMember { world.cluster.group.remove(lastMember) }
      consumer.member = world.cluster.group.join()
      lastMember = consumer.member
      consumer.isAssigned = false
      consumer.lastMember = consumer.member
      hasJoined = true
      return
    }
    if isSuperseded {
      guard !consumer.isRevocationDue else { return }
      consumer.isRevocationDue = true
      if world.chance(500) {
        consumer.events.append(.fencedInstance)
      } else {
        // The library notices by its own clock that the session is over, before the coordinator says who has its place.
        consumer.member = nil
        consumer.isLost = true
        consumer.events.append(.revoked(isLost: true))
      }
      return
    }
    guard let member = consumer.member, !consumer.isRevocationDue else { return }
    let isSessionOver = consumer.isAssigned && world.chance(world.faults.sessionEnded)
    if isSessionOver, world.cluster.group.index(of: member) != nil { world.record(.lostAndListed) }
    guard !isSessionOver, let index = world.cluster.group.index(of: member) else {
      consumer.member = nil
      consumer.isLost = true
      consumer.isRevocationDue = true
      // The coordinator fences a static member that has forgotten its own member id.
      consumer.events.append(instanceID != nil && world.chance(300) ? .fencedInstance : .revoked(isLost: true))
      return
    }
    let state = world.cluster.group.members[index]
    if world.cluster.group.isRebalancing {
      guard !state.hasJoined else { return }
      consumer.isRevocationDue = true
      consumer.events.append(.revoked(isLost: false))
    } else if consumer.generation != world.cluster.group.generation {
      consumer.generation = world.cluster.group.generation
      consumer.events.append(.assigned(state.partitions))
    }
  }

  func poll(timeoutMilliseconds: Int32) -> ConsumerSignal<ModelRecord> {
    if !consumer.events.isEmpty {
      switch consumer.events.removeFirst() {
      case .assigned(let partitions):
        consumer.isAssigned = true
        return .assigned(partitions)
      case .revoked(let isLost):
        if isLost { consumer.hasHeardOfLoss = true }
        return .revoked([], isLost: isLost)
      case .fencedInstance:
        consumer.hasHeardOfLoss = true
        return .error(fenceInstance())
      }
    }
    // A fetch brings a few at a time.
    if timeoutMilliseconds == 0, world.chance(250) { return .nothing }
    if let record = takeLeftBehind() { return .record(ModelRecord(record)) }
    let first = world.random.below(consumer.positions.count)
    // Until the lane gives its partitions up, records of them that were fetched before may come.
    guard !consumer.isRevocationDue || world.chance(100) else {
      spend(Int64(timeoutMilliseconds))
      return .nothing
    }
    for step in consumer.positions.indices {
      let index = (first + step) % consumer.positions.count
      guard var offset = consumer.positions[index], !consumer.isUnreadable[index],
        !consumer.paused.contains(Int32(index))
      else { continue }
      let partition = world.cluster.partitions[index]
      if offset > partition.low, world.chance(world.faults.redelivered) { offset -= 1 }
      if offset < partition.low {
        consumer.isUnreadable[index] = true
        return .partitionError(Int32(index), offset: offset, error(.autoOffsetReset))
      }
      let command = partition.command(from: offset)
      guard command < partition.high else { continue }
      if command > offset { world.record(.holePassed) }
      offset = command
      if let batch = world.cluster.badBatch(index, offset), let error = readError(batch) {
        // The library waits before it fetches again.
        spend(20)
        // The library goes on behind a batch with a wrong checksum.
        if batch.kind == .corrupt { consumer.positions[index] = batch.offsets.upperBound }
        return .partitionError(Int32(index), offset: batch.offsets.lowerBound, error)
      }
      if world.canary == .losesRecords, offset + 1 < partition.high, world.chance(50) { offset += 1 }
      consumer.positions[index] = offset + 1
      return .record(ModelRecord(PartitionOffset(partition: Int32(index), offset: offset)))
    }
    spend(Int64(timeoutMilliseconds))
    return .nothing
  }

  /// Why the group's consumer cannot read a batch; nil: it can.
  private func readError(_ batch: ModelCluster.BadBatch) -> KafkaError? {
    switch batch.kind {
    case .large, .undecodable: error(.badCompression)
    case .corrupt: world.isMended ? nil : error(.badMessage)
    }
  }

  func pause(_ partitions: [Int32]) throws(KafkaError) {
    try failSometimes()
    consumer.paused.formUnion(partitions)
  }

  func resume(at offset: PartitionOffset) throws(KafkaError) {
    try seek(to: [offset])
    consumer.paused.remove(offset.partition)
  }

  /// A record that waited in the queue when its partition was given up.
  private func takeLeftBehind() -> PartitionOffset? {
    guard let record = consumer.leftBehind.last, world.chance(200) else { return nil }
    consumer.leftBehind.removeLast()
    let partition = world.cluster.partitions[Int(record.partition)]
    let offset = partition.command(from: record.offset)
    guard offset < partition.high else { return nil }
    world.record(.recordAfterRevocation)
    return PartitionOffset(partition: record.partition, offset: offset)
  }

  func subscribe() throws(KafkaError) {
    try failSometimes()
    if consumer.isFatal { throw fenceInstance() }
    if consumer.member == nil {
      consumer.mustJoin = true
    } else if !consumer.isRevocationDue {
      world.record(.resubscribed)
      consumer.isRevocationDue = true
      consumer.events.append(.revoked(isLost: false))
    }
  }

  func assign(_ offsets: [PartitionOffset]) throws(KafkaError) {
    // Answers to an assignment that is no longer one are not taken.
    guard !consumer.isRevocationDue else { throw error(.state) }
    consumer.read(offsets)
  }

  func unassign() throws(KafkaError) {
    consumer.giveUp()
    consumer.isRevocationDue = false
    if let member = consumer.member { world.cluster.group.rejoin(member) } else { consumer.mustJoin = true }
    consumer.isLost = false
  }

  func seek(to offsets: [PartitionOffset]) throws(KafkaError) {
    try failSometimes()
    let isAssigned = offsets.allSatisfy { consumer.positions[Int($0.partition)] != nil }
    guard isAssigned, !consumer.isRevocationDue else { throw error(.state) }
    if world.canary == .ignoresSeeks { return }
    for offset in offsets {
      consumer.positions[Int(offset.partition)] = offset.offset
      consumer.isUnreadable[Int(offset.partition)] = false
    }
  }

  func committedOffsets(
    of partitions: [Int32], timeoutMilliseconds: Int32
  ) throws(KafkaError) -> [Int64?] {
    try failSometimes()
    if world.canary != .readsUnstableOffsets, !partitions.allSatisfy({ world.cluster.isStable(Int($0)) }) {
      world.record(.unstableOffsets)
      spendTimeout()
      throw error(.timedOut, isRetriable: true)
    }
    if world.canary == .forgetsCommittedOffsets { return partitions.map { _ in nil } }
    let offsets = partitions.map { world.cluster.partitions[Int($0)].committed }
    return world.canary == .hidesUnassignedPartitions && partitions.count == world.cluster.partitions.count
      ? offsets.map { $0 ?? 0 } : offsets
  }

  func watermarks(of partition: Int32, timeoutMilliseconds: Int32) throws(KafkaError) -> Watermarks {
    try failSometimes()
    let log = world.cluster.partitions[Int(partition)]
    return Watermarks(low: log.low, high: log.high)
  }

  func commit(_ offsets: [PartitionOffset], timeoutMilliseconds: Int32) throws(KafkaError) {
    try failSometimes()
    if world.canary == .claimsMembership { return }
    if consumer.isFatal || (isSuperseded && world.chance(500)) {
      world.record(.instanceFencedByCall)
      throw fenceInstance()
    }
    for offset in offsets {
      let isDone = world.cluster.commit(
        Int(offset.partition), offset.offset, member: consumer.member ?? -1, generation: consumer.generation)
      guard isDone else { throw error(.unknownMemberID) }
      if world.chance(world.faults.commitResent) {
        consumer.closedConnections += 1
        holdCommit(offset)
      }
    }
    if world.chance(world.faults.timedOut / 4) {
      if world.chance(500) { offsets.forEach { holdCommit($0) } }
      spendTimeout()
      throw error(.timedOut, isRetriable: true)
    }
  }

  private func holdCommit(_ offset: PartitionOffset) {
    world.cluster.late.append(
      ModelCluster.LateRequest(
        kind: .commit(
          partition: Int(offset.partition), offset: offset.offset, member: consumer.member ?? -1,
          generation: consumer.generation),
        id: id, epoch: -1, number: 0))
  }

  var closedConsumerConnectionCount: Int { consumer.closedConnections }

  func partitionCount(timeoutMilliseconds: Int32) throws(KafkaError) -> Int32 {
    try failSometimes()
    return Int32(world.cluster.partitions.count)
  }

  func checkRights(timeoutMilliseconds: Int32) throws(KafkaError) {
    try failSometimes()
  }

  func groupMemberIDs(timeoutMilliseconds: Int32) throws(KafkaError) -> [String] {
    guard world.chance(800) else { throw error(.timedOut, isRetriable: true) }
    let name = instanceID ?? "member"
    // Another instance, whose name begins with this one's, and this one by its last id or its successor's.
    let other = Self.memberID("\(name)-b", 0)
    if isSuperseded, world.canary != .hidesReplacements { return [other, Self.memberID(name, 999_999)] }
    guard let own = consumer.lastMember, world.cluster.group.index(of: own) != nil else { return [other] }
    return [other, Self.memberID(name, own)]
  }

  var memberID: String {
    if world.canary == .claimsMembership { return "always" }
    return consumer.member.map { Self.memberID(instanceID ?? "member", $0) } ?? ""
  }

  /// A name and a UUID, as librdkafka and the brokers make it.
  private static func memberID(_ name: String, _ number: Int) -> String {
    let digits = String(number)
    return "\(name)-00000000-0000-0000-0000-\(String(repeating: "0", count: 12 - digits.count))\(digits)"
  }

  var isAssignmentLost: Bool { consumer.isLost && world.canary != .claimsMembership }
  var consumerFatalError: KafkaError? { consumer.isFatal ? error(.fencedInstanceID, isFatal: true) : nil }

  /// The coordinator's answer is fatal to the consumer.
  private func fenceInstance() -> KafkaError {
    consumer.isFatal = true
    return error(.fencedInstanceID, isFatal: true)
  }

  func recreateConsumer() throws(KafkaError) {
    if isSuperseded { world.fail("a replaced process takes its successor's place in the group") }
    try failSometimes()
    if let member = consumer.member { world.cluster.group.remove(member) }
    consumer = ModelConsumer()
    consumer.grow(to: world.cluster.partitions.count)
    world.record(.consumerRecreated)
  }

  func closeConsumer(withinMilliseconds: Int32) {
    if isSuperseded, consumer.hasHeardOfLoss {
      world.fail("a replaced process leaves the group in its successor's name")
    }
    if let member = consumer.member, !isSuperseded { world.cluster.group.remove(member) }
  }

  private func failSometimes() throws(KafkaError) {
    guard world.chance(world.faults.consumerFailed) else { return spend(1) }
    spendTimeout()
    throw error(.transport, isRetriable: true)
  }
}
