internal import Synchronization

/// The lanes that have ended: why each did so, and what it answered.
final class FinishedLanes: Sendable {
  struct Lane: Sendable {
    var reason: StopReason
    var counts: CommandCounts
  }

  private struct State {
    var lanes: [Lane] = []
    var destroyedCount = 0
  }

  private let state = Mutex(State())

  var lanes: [Lane] { state.withLock { $0.lanes } }

  /// How many of them have destroyed their clients, too.
  var destroyedCount: Int { state.withLock { $0.destroyedCount } }

  func add(_ lane: Lane) {
    state.withLock { $0.lanes.append(lane) }
  }

  func recordDestroyed() {
    state.withLock { $0.destroyedCount += 1 }
  }
}
