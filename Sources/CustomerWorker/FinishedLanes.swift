internal import Synchronization

/// The lanes that have ended: why each did so, and what it answered.
final class FinishedLanes: Sendable {
  struct Lane: Sendable {
    var reason: StopReason
    var counts: CommandCounts
  }

  private let finished = Mutex<[Lane]>([])

  var lanes: [Lane] { finished.withLock { $0 } }

  func add(_ lane: Lane) {
    finished.withLock { $0.append(lane) }
  }
}
