internal import CustomerWorker
internal import SeededRandomness

/// One random schedule: processes of lanes, faults for a while, then calm until every command is answered.
package final class Schedule {
  private static let faultySteps = 300
  /// More than any schedule needs once the faults have stopped.
  private static let calmSteps = 12_000

  private let world: World
  private let isStatic: Bool
  private let pool: ProcessorPool
  private var processes: [SimulatedProcess] = []

  package init(seed: UInt64, canary: Canary? = nil, pool: ProcessorPool = ProcessorPool()) {
    self.pool = pool
    var random = SeededGenerator(seed: seed)
    let faults = FaultPlan.random(&random)
    let guarantee: Guarantee = random.chance(250) ? .atLeastOnce : .exactlyOnce
    let cluster = ModelCluster(partitions: 1 + random.below(3), guarantee: guarantee)
    isStatic = faults.isStatic
    world = World(cluster: cluster, random: random, faults: faults, canary: canary)
    if guarantee == .atLeastOnce { world.record(.atLeastOnce) }
    for _ in 0..<(2 + world.random.below(2)) { processes.append(newProcess(id: world.cluster.newID())) }
  }

  package var coverage: Coverage { world.cluster.coverage }

  /// Returns what broke the promise; nil: nothing did.
  package func run() -> String? {
    for step in 0..<Self.faultySteps {
      stepEnvironment()
      stepProcess()
      if let violation = world.cluster.violation { return "step \(step): \(violation)" }
    }
    world.faults = .none
    world.isMended = true
    for process in processes { process.suspendedUntil = .min }
    for step in 0..<Self.calmSteps {
      if world.cluster.isAnswered { return nil }
      deliverLateRequests()
      world.cluster.group.completeRebalance(partitions: world.cluster.partitions.count, first: step)
      removeDeadMembers()
      world.cluster.timeOutTransactions()
      stepProcess()
      if let violation = world.cluster.violation { return "calm step \(step): \(violation)" }
    }
    let left = world.cluster.partitions.map { $0.high - ($0.committed ?? 0) }
    return "commands are left unanswered: \(left); lanes: \(processes.map(\.description).joined(separator: " | "))"
  }

  private func newProcess(id: Int) -> SimulatedProcess {
    SimulatedProcess(world: world, id: id, instanceID: isStatic ? "instance-\(id)" : nil, pool: pool)
  }

  /// A supervisor starts a process again when it has ended: under its old id, or under a fresh one.
  private func restart(_ index: Int) {
    processes[index] = newProcess(id: isStatic ? processes[index].clients.id : world.cluster.newID())
  }

  /// Lets a process that is ready take a step; when all are busy, time passes until the first is not.
  private func stepProcess() {
    let ready = processes.indices.filter { processes[$0].isReady(world.now) }
    guard !ready.isEmpty else {
      world.now = max(world.now, processes.map(\.readyAt).min() ?? world.now)
      return stepProcess()
    }
    let index = ready[world.random.below(ready.count)]
    world.cluster.now = world.now
    guard let reason = processes[index].step() else { return }
    switch reason {
    case .drained: world.record(.drained)
    case .misconfigured(let text): world.fail("a lane stops: \(text)")
    case .temporaryFailure(let text) where !processes[index].clients.isSuperseded:
      world.fail("a lane stops and nobody replaced it: \(text)")
    default: if processes[index].clients.isSuperseded { world.record(.replacedStopped) }
    }
    if processes[index].clients.isSuperseded { processes.remove(at: index) } else { restart(index) }
  }

  private func stepEnvironment() {
    let faults = world.faults
    world.now += Int64(world.random.below(12))
    let partition = world.random.below(world.cluster.partitions.count)
    if world.chance(400) { world.cluster.partitions[partition].high += 1 }
    if world.chance(faults.badBatch) { addBadBatch(partition) }
    if world.chance(faults.holes) { addHoles(partition) }
    deliverLateRequests()
    world.cluster.group.completeRebalance(
      partitions: world.cluster.partitions.count, first: world.random.below(8))
    let index = world.random.below(processes.count)
    if world.chance(faults.crashed), !processes[index].clients.isSuperseded {
      world.record(.crashed)
      restart(index)
    }
    if world.chance(faults.paused) { suspend(processes[index]) }
    if isStatic, world.chance(faults.superseded) { supersede(processes[index]) }
    if world.chance(faults.asked) { processes[index].requestStop() }
    if world.chance(faults.kicked), let member = processes[index].clients.consumer.member {
      world.cluster.group.remove(member)
    }
    if world.chance(faults.rebalanced) { world.cluster.group.rebalance() }
    if world.chance(faults.transactionTimedOut) {
      world.cluster.timeOut(world.random.below(world.cluster.transactions.count))
    }
    if world.chance(faults.commandsDeleted) { deleteCommands(partition) }
    if world.chance(faults.partitionAdded), world.cluster.partitions.count < 6 {
      world.record(.partitionAdded)
      world.cluster.partitions.append(ModelCluster.Partition())
    }
    if world.chance(30) { removeDeadMembers() }
  }

  /// A request that was on its way all the time arrives.
  private func deliverLateRequests() {
    if !world.cluster.late.isEmpty, world.chance(world.faults.lateDelivered) {
      world.cluster.deliverLate(world.random.below(world.cluster.late.count))
    }
  }

  private func addBadBatch(_ index: Int) {
    let base = world.cluster.partitions[index].high
    let end = base + 1 + Int64(world.random.below(7))
    let kinds: [ModelCluster.BadBatch.Kind] = [.large, .undecodable, .corrupt]
    let kind = kinds[world.random.below(3)]
    if kind == .corrupt { world.record(.batchCorrupt) }
    world.cluster.partitions[index].badBatches.append(ModelCluster.BadBatch(offsets: base..<end, kind: kind))
    world.cluster.partitions[index].high = end
  }

  private func addHoles(_ index: Int) {
    let start = world.cluster.partitions[index].high
    let end = start + 1 + Int64(world.random.below(4))
    world.cluster.partitions[index].holes.formUnion(start..<end)
    world.cluster.partitions[index].high = end
  }

  private func suspend(_ process: SimulatedProcess) {
    process.suspendedUntil = world.now + Int64(world.random.below(2000))
    if let member = process.clients.consumer.member, world.chance(700) { world.cluster.group.remove(member) }
    if world.chance(700) { world.cluster.timeOut(process.clients.id) }
  }

  /// Another process with the same `kafka.instanceId` starts; the first goes on later, and knows nothing of it.
  private func supersede(_ process: SimulatedProcess) {
    // A process that has not joined would be the newer one.
    guard process.clients.hasJoined, !process.clients.isSuperseded, processes.count < 5 else { return }
    world.record(.superseded)
    process.clients.isSuperseded = true
    process.suspendedUntil = world.now + Int64(world.random.below(500))
    if let member = process.clients.consumer.member { world.cluster.group.remove(member) }
    processes.append(newProcess(id: process.clients.id))
  }

  private func deleteCommands(_ index: Int) {
    let partition = world.cluster.partitions[index]
    let low = partition.low + Int64(world.random.below(6))
    world.cluster.partitions[index].low = min(low, partition.high)
    if low > partition.committed ?? 0 { world.record(.commandsLost) }
  }

  /// The sessions of processes that are gone run out, and their transactions are given up.
  private func removeDeadMembers() {
    for member in world.cluster.group.members
    where !processes.contains(where: { $0.clients.consumer.member == member.id }) {
      world.cluster.group.remove(member.id)
    }
    for id in world.cluster.transactions.indices where !processes.contains(where: { $0.clients.id == id }) {
      world.cluster.timeOut(id)
    }
  }
}
