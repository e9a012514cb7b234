internal import CustomerContract
internal import CustomerWorker
internal import Platform
internal import Telemetry

/// A process with one lane: the production lane on the model's clients.
final class SimulatedProcess {
  /// Smaller than most results of a transaction together, so that full batches are waited for.
  static let resultBytes = 5000
  private static let transactionRecords = 4

  let clients: ModelClients
  private var lane: Lane<ModelClients>?
  private let pool: ProcessorPool
  private let stop = StopSignal()
  /// The process is suspended until then.
  var suspendedUntil: Int64 = .min

  init(world: World, id: Int, instanceID: String?, pool: ProcessorPool) {
    self.pool = pool
    clients = ModelClients(world: world, id: id, instanceID: instanceID)
    let settings = LaneSettings(
      commandTopic: "commands", guarantee: world.cluster.guarantee,
      limits: TransactionLimits(
        records: Self.transactionRecords, bytes: 100_000, intervalMilliseconds: 100, lingerMilliseconds: 5,
        endTimeoutMilliseconds: world.cluster.guarantee == .exactlyOnce ? 100 : nil),
      instanceID: instanceID, clusterID: "cluster", resultBytes: Self.resultBytes)
    lane = Lane(
      number: 0, settings: settings, clients: clients, processor: pool.take(), stop: stop,
      // Below every event's level.
      log: EventLog(level: .error, format: .json, descriptor: -1))
  }

  deinit {
    if let lane = lane.take() { pool.give(lane.releaseProcessor()) }
  }

  func isReady(_ now: Int64) -> Bool { now >= suspendedUntil && now >= clients.busyUntil }

  var readyAt: Int64 { max(suspendedUntil, clients.busyUntil) }

  func requestStop() { stop.request() }

  /// Lets the lane perform its next action; returns why it stopped when that was the last one.
  func step() -> StopReason? {
    clients.hearGroup()
    let before = state
    clients.world.observe(StateTuple(before))
    if clients.isSuperseded, before.producer == .fenced { clients.isZombie = true }
    let reason = lane!.step()
    observe(before, state)
    checkCounters()
    return reason
  }

  /// The lane's counters are what it has made visible, once it knows what became of its transactions.
  private func checkCounters() {
    guard clients.world.cluster.guarantee == .exactlyOnce, let counters = lane!.settledCounters() else { return }
    let log = clients.world.cluster.transactions[clients.id]
    let visible = clients.epochs.reduce(0) { $0 + (log.visible[$1] ?? 0) }
    if counters.unknownTransactions > 0 { clients.world.record(.neverSettled) }
    // Those of unknown transactions may be visible or not.
    let uncounted = 0...counters.unknownTransactions * Self.transactionRecords
    if !uncounted.contains(visible - counters.results) {
      clients.world.fail(
        "\(counters.results) results are counted, \(visible) are visible, \(counters.unknownTransactions) transactions unknown"
      )
    }
  }

  private var state: LaneState { lane!.state }

  private func observe(_ before: LaneState, _ after: LaneState) {
    let world = clients.world
    switch after.group.membership {
    case .revoked where after.hasTransaction: world.record(.revokedWhileOpen)
    case .maybeReplaced where before.hasTransaction, .needsConsumer where before.hasTransaction:
      world.record(.lostWhileOpen)
    default: break
    }
    if before.producer == .fenced, after.producer == .needsRecreation { world.record(.membershipConfirmed) }
    if before.hasTransaction, after.phase == .between(.toCommittedOffsets) { world.record(.unknownOutcome) }
  }

  var description: String { "\(state.phase), \(state.group.membership), \(state.producer), \(state.blocked)" }
}
