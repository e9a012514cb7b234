@testable import CustomerWorker

/// A lane's process: the life as the worker has it, and in place of librdkafka what it knows of the model of Kafka.
struct SimulatedLane {
  enum ConsumerEvent {
    case assigned([Int32])
    case revoked(isLost: Bool)
    case fencedInstance
  }

  var life: LaneLife
  /// The `transactional.id`.
  let id: Int
  let brokenRule: BrokenRule?

  // The producer.
  var hasProducer = false
  var epoch: Int32 = -1
  var isFenced = false
  var isAbortable = false
  /// A request of the open transaction has reached the coordinator.
  var hasReachedCoordinator = false
  /// One record a batch.
  var isIsolating = false
  /// Of the open transaction, those whose results are too large for the broker.
  var tooLarge: [Position] = []
  var written: [Position] = []

  // The consumer.
  var member: Int?
  var generation = -1
  var mustJoin = false
  var isLost = false
  var events: [ConsumerEvent] = []
  /// By partition; nil is not assigned.
  var positions: [Int64?] = []
  /// Records are handed out again only after `assign` and `seek`.
  var isUnreadable: [Bool] = []
  var displaced: Set<Int32> = []
  /// Revoked or lost, and the life has not answered yet: no records come.
  var isRevocationDue = false

  /// Another process has taken its names over.
  var isSuperseded = false {
    didSet { hasAskedSince = false }
  }
  /// ... and its producer has been told so.
  private(set) var isZombie = false
  /// It was stopped meanwhile, and has asked who has its name since.
  private var hasAskedSince = true

  /// Until this time the process is stopped.
  var pausedUntil: Int64 = .min
  var end: LaneEnd?

  init(id: Int, isStatic: Bool, brokenRule: BrokenRule?) {
    life = LaneLife(
      bounds: TransactionBounds(
        records: 4, bytes: 1000, intervalMilliseconds: 100, lingerMilliseconds: 5, unansweredMilliseconds: 100),
      refusals: ClusterRefusals(startDeadline: nil, patienceMilliseconds: nil), hasInstanceID: isStatic)
    self.id = id
    self.brokenRule = brokenRule
  }

  // MARK: A step

  /// Performs the next action, as `Lane.run` does. Returns how long the lane would wait, in milliseconds.
  mutating func step(
    _ cluster: inout ModelCluster, _ faults: FaultPlan, _ random: inout SeededGenerator, now: Int64
  ) -> Int64 {
    while positions.count < cluster.partitions.count {
      positions.append(nil)
      isUnreadable.append(false)
    }
    hearGroup(&cluster, &random)
    if isSuperseded, life.isFenced { isZombie = true }
    if brokenRule == .repeatsWithoutPolling { life.isPollDue = false }
    if brokenRule == .joinsUnasked, life.membershipIsLost {
      life.membershipIsLost = false
      life.consumerIsSpent = true
    }
    if brokenRule == .fencesInTurn, life.isFenced {
      life.isFenced = false
      life.isPollDue = false
    }
    switch life.next(now: now) {
    case .poll(let milliseconds): return poll(milliseconds, &cluster, faults, &random, now)
    case .wait(let milliseconds): return milliseconds
    case .sendOffsets(let positions): sendOffsets(positions, &cluster, faults, &random, now)
    case .commit: commit(&cluster, faults, &random, now)
    case .abort: abort(&cluster, faults, &random, now)
    case .renewProducer(let isolating):
      if isZombie { cluster.violation = "a zombie fences its successor" }
      renewProducer(isolating, &cluster, faults, &random, now)
    case .confirmMembership: confirmMembership(&cluster, faults, &random, now)
    case .place(let partitions): place(partitions, &cluster, faults, &random, now)
    case .seek(let positions): seek(positions, faults, &random, now)
    case .seekToCommitted(let positions): seekToCommitted(positions, &cluster, faults, &random, now)
    case .findSuccessor:
      let answer = random.chance(800) ? isSuperseded : nil
      hasAskedSince = true
      if answer == true { cluster.coverage.add(.zombieStopped) }
      life.successorAnswered(answer, now: now)
    case .renewConsumer:
      if !hasAskedSince, brokenRule != .joinsUnasked {
        life.stoppedWhileSpent()
        return 0
      }
      if isSuperseded { cluster.violation = "a zombie takes its successor's place in the group" }
      renewConsumer(&cluster, faults, &random, now)
    case .surveyOwnership: surveyOwnership(&cluster, &random, now)
    case .joinAgain: joinAgain()
    case .unassign: unassign(&cluster)
    case .stop(let reason):
      if let member { cluster.group.remove(member) }
      end = reason
    }
    return 0
  }

  /// What the consumer's own thread learns by and by: heartbeats and the assignment.
  private mutating func hearGroup(_ cluster: inout ModelCluster, _ random: inout SeededGenerator) {
    guard random.chance(500) else { return }
    if mustJoin {
      mustJoin = false
      member = cluster.group.join()
      return
    }
    if isSuperseded {
      guard !isRevocationDue else { return }
      isRevocationDue = true
      if random.chance(500) {
        events.append(.fencedInstance)
      } else {
        // The library notices by its own clock that the session is over, before the coordinator says who has its place.
        member = nil
        isLost = true
        events.append(.revoked(isLost: true))
      }
      return
    }
    guard let member, !isRevocationDue else { return }
    guard let index = cluster.group.index(of: member) else {
      self.member = nil
      isLost = true
      isRevocationDue = true
      // The coordinator fences a static member that has forgotten its own member id.
      events.append(life.hasInstanceID && random.chance(300) ? .fencedInstance : .revoked(isLost: true))
      return
    }
    let state = cluster.group.members[index]
    if cluster.group.isRebalancing {
      guard !state.hasJoined else { return }
      isRevocationDue = true
      events.append(.revoked(isLost: false))
    } else if generation != cluster.group.generation {
      generation = cluster.group.generation
      events.append(.assigned(state.partitions))
    }
  }

  /// Only a process that was stopped is superseded; one that hears of its end awake asks nobody.
  private func wasStopped(_ random: inout SeededGenerator) -> Bool {
    isSuperseded || random.chance(500)
  }

  private mutating func poll(
    _ milliseconds: Int64, _ cluster: inout ModelCluster, _ faults: FaultPlan, _ random: inout SeededGenerator,
    _ now: Int64
  ) -> Int64 {
    if !events.isEmpty {
      life.polled(nothing: false)
      switch events.removeFirst() {
      case .assigned(let partitions):
        life.assigned(partitions)
        displaced = []
      case .revoked(let isLost):
        if life.transaction != .none { cluster.coverage.add(isLost ? .lostWhileOpen : .revokedWhileOpen) }
        life.revoked(isLost: isLost, wasStopped: wasStopped(&random))
      case .fencedInstance:
        life.instanceFenced(mayBeReplaced: wasStopped(&random))
      }
      return 0
    }
    var batch: [Position] = []
    var last = Polled.nothing
    for _ in 0..<max(1, min(random.below(4) + 1, life.room)) {
      last = pollRecord(cluster, faults, &random)
      guard case .record(let position) = last else { break }
      batch.append(position)
    }
    if !batch.isEmpty {
      life.polled(nothing: false)
      process(batch, &cluster, faults, &random, now)
    }
    switch last {
    case .record: return 0
    case .lostPlace(let partition):
      life.polled(nothing: false)
      displaced.insert(partition)
      life.lostPlace(partition)
      return 0
    case .nothing:
      guard batch.isEmpty else { return 0 }
      life.polled(nothing: true)
      return milliseconds
    }
  }

  private enum Polled { case record(Position), lostPlace(Int32), nothing }

  private mutating func pollRecord(
    _ cluster: ModelCluster, _ faults: FaultPlan, _ random: inout SeededGenerator
  ) -> Polled {
    let first = random.below(positions.count)
    for step in positions.indices where !isRevocationDue {
      let index = (first + step) % positions.count
      guard var offset = positions[index], !isUnreadable[index] else { continue }
      if offset > cluster.partitions[index].low, random.chance(faults.redelivered) { offset -= 1 }
      if offset < cluster.partitions[index].low {
        isUnreadable[index] = true
        return .lostPlace(Int32(index))
      }
      guard offset < cluster.partitions[index].high else { continue }
      positions[index] = offset + 1
      return .record(Position(partition: Int32(index), offset: offset))
    }
    return .nothing
  }
}
