internal import CustomerContract
internal import CustomerWorker
internal import Platform
internal import Telemetry

/// A process with one lane: the production lane on the model's clients.
final class SimulatedProcess {
  /// Smaller than most results of a transaction together, so that full batches are waited for.
  static let resultBytes = 5000

  let clients: ModelClients
  private var lane: Lane<ModelClients>
  private let stop = StopSignal()
  /// The process is suspended until then.
  var suspendedUntil: Int64 = .min

  init(world: World, id: Int, instanceID: String?) {
    clients = ModelClients(world: world, id: id, instanceID: instanceID)
    let settings = LaneSettings(
      commandTopic: "commands", guarantee: world.cluster.guarantee,
      limits: TransactionLimits(
        records: 4, bytes: 100_000, intervalMilliseconds: 100, lingerMilliseconds: 5,
        endTimeoutMilliseconds: world.cluster.guarantee == .exactlyOnce ? 100 : nil),
      instanceID: instanceID, clusterID: "cluster", resultBytes: Self.resultBytes)
    lane = Lane(
      number: 0, settings: settings, clients: clients, stop: stop,
      // Below every event's level.
      log: EventLog(level: .error, format: .json, descriptor: -1))
  }

  func isReady(_ now: Int64) -> Bool { now >= suspendedUntil && now >= clients.busyUntil }

  var readyAt: Int64 { max(suspendedUntil, clients.busyUntil) }

  func requestStop() { stop.request() }

  /// Lets the lane perform its next action; returns why it stopped when that was the last one.
  func step() -> StopReason? {
    clients.hearGroup()
    if clients.isSuperseded, lane.state.producer == .fenced { clients.isZombie = true }
    let wasInTransaction = lane.state.hasTransaction
    let wasFenced = lane.state.producer == .fenced
    let reason = lane.step()
    observe(wasInTransaction: wasInTransaction, wasFenced: wasFenced)
    return reason
  }

  private func observe(wasInTransaction: Bool, wasFenced: Bool) {
    let world = clients.world
    switch lane.state.group.membership {
    case .revoked where lane.state.hasTransaction: world.record(.revokedWhileOpen)
    case .maybeReplaced where wasInTransaction, .needsConsumer where wasInTransaction: world.record(.lostWhileOpen)
    default: break
    }
    if wasFenced, lane.state.producer == .needsRecreation { world.record(.membershipConfirmed) }
    if wasInTransaction, lane.state.phase == .between(.toCommittedOffsets) { world.record(.unknownOutcome) }
  }

  var description: String { "\(lane.state.phase), \(lane.state.group.membership), \(lane.state.producer)" }
}
