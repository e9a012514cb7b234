@testable import CustomerWorker

/// One random schedule: processes of lanes, faults for a while, then calm until every command is answered.
struct Schedule {
  private static let faultySteps = 300
  /// More than any schedule needs once the faults have stopped.
  private static let calmSteps = 6000

  private var random: SeededGenerator
  private(set) var cluster: ModelCluster
  private var lanes: [SimulatedLane] = []
  private var faults: FaultPlan
  private let brokenRule: BrokenRule?
  private var now: Int64 = 0

  init(seed: UInt64, brokenRule: BrokenRule? = nil) {
    random = SeededGenerator(seed: seed)
    faults = FaultPlan.random(&random)
    cluster = ModelCluster(partitions: 1 + random.below(3))
    self.brokenRule = brokenRule
    for _ in 0..<(2 + random.below(2)) { lanes.append(newLane(id: cluster.newID())) }
  }

  /// What broke the promise; nil: nothing did.
  mutating func run() -> String? {
    for step in 0..<Self.faultySteps {
      stepEnvironment()
      stepLane(random.below(lanes.count))
      if let violation = cluster.violation { return "step \(step): \(violation)" }
    }
    faults = .none
    for lane in lanes.indices { lanes[lane].pausedUntil = .min }
    for step in 0..<Self.calmSteps {
      if cluster.isAnswered { return nil }
      deliverLateRequests()
      cluster.group.completeRebalance(partitions: cluster.partitions.count, first: step)
      removeDeadMembers()
      cluster.timeOutTransactions()
      stepLane(step % lanes.count)
      if let violation = cluster.violation { return "calm step \(step): \(violation)" }
    }
    let states = lanes.map { "\($0.life.transaction)" }.joined(separator: ", ")
    return "commands are left unanswered: \(cluster.partitions.map { $0.high - ($0.committed ?? 0) }); lanes: \(states)"
  }

  private func newLane(id: Int) -> SimulatedLane {
    SimulatedLane(id: id, isStatic: faults.isStatic, brokenRule: brokenRule)
  }

  /// A supervisor starts a lane anew when it has ended: under its old id, or under a fresh one.
  private mutating func restart(_ lane: Int) {
    lanes[lane] = newLane(id: faults.isStatic ? lanes[lane].id : cluster.newID())
  }

  private mutating func stepLane(_ lane: Int) {
    guard now >= lanes[lane].pausedUntil else { return }
    cluster.now = now
    let wait = lanes[lane].step(&cluster, faults, &random, now: now)
    // Time goes by faster when there is nothing but waiting.
    now += (wait + Int64(lanes.count) - 1) / Int64(lanes.count)
    guard let end = lanes[lane].end else { return }
    if end == .drained { cluster.coverage.add(.drained) }
    if lanes[lane].isSuperseded {
      lanes.remove(at: lane)
    } else {
      restart(lane)
    }
  }

  private mutating func stepEnvironment() {
    now += Int64(random.below(12))
    if random.chance(400) { cluster.partitions[random.below(cluster.partitions.count)].high += 1 }
    deliverLateRequests()
    cluster.group.completeRebalance(partitions: cluster.partitions.count, first: random.below(8))
    let lane = random.below(lanes.count)
    if random.chance(faults.crashed), !lanes[lane].isSuperseded {
      cluster.coverage.add(.crashed)
      restart(lane)
    }
    if random.chance(faults.paused) { pause(lane) }
    if faults.isStatic, random.chance(faults.superseded) { supersede(lane) }
    if random.chance(faults.asked) { lanes[lane].life.requestStop(.drained) }
    if random.chance(faults.kicked), let member = lanes[lane].member { cluster.group.remove(member) }
    if random.chance(faults.rebalanced) { cluster.group.rebalance() }
    if random.chance(faults.transactionTimedOut) { cluster.timeOut(random.below(cluster.transactions.count)) }
    if random.chance(faults.commandsDeleted) { deleteCommands(random.below(cluster.partitions.count)) }
    if random.chance(faults.partitionAdded), cluster.partitions.count < 6 {
      cluster.coverage.add(.partitionAdded)
      cluster.partitions.append(ModelCluster.Partition())
    }
    if random.chance(30) { removeDeadMembers() }
  }

  /// A request that was on its way all the time arrives.
  private mutating func deliverLateRequests() {
    if !cluster.late.isEmpty, random.chance(faults.lateDelivered) {
      cluster.deliverLate(random.below(cluster.late.count))
    }
  }

  private mutating func pause(_ lane: Int) {
    lanes[lane].pausedUntil = now + Int64(random.below(2000))
    if let member = lanes[lane].member, random.chance(700) { cluster.group.remove(member) }
    if random.chance(700) { cluster.timeOut(lanes[lane].id) }
  }

  /// Another process with the same `kafka.instanceId` starts; the first goes on later, and knows nothing of it.
  private mutating func supersede(_ lane: Int) {
    guard !lanes[lane].isSuperseded, lanes.count < 5 else { return }
    cluster.coverage.add(.superseded)
    lanes[lane].isSuperseded = true
    lanes[lane].pausedUntil = now + Int64(random.below(500))
    if let member = lanes[lane].member { cluster.group.remove(member) }
    lanes.append(newLane(id: lanes[lane].id))
  }

  private mutating func deleteCommands(_ index: Int) {
    let partition = cluster.partitions[index]
    let low = partition.low + Int64(random.below(6))
    cluster.partitions[index].low = min(low, partition.high)
  }

  /// The sessions of processes that are gone run out, and their transactions are given up.
  private mutating func removeDeadMembers() {
    for member in cluster.group.members where !lanes.contains(where: { $0.member == member.id }) {
      cluster.group.remove(member.id)
    }
    for id in cluster.transactions.indices where !lanes.contains(where: { $0.id == id }) { cluster.timeOut(id) }
  }
}
