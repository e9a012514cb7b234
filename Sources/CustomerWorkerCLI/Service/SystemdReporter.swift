import CustomerWorker
import Dispatch
import Platform
import Synchronization

/// The thread that tells systemd once a second how the worker is.
final class SystemdReporter: Sendable {
  private static let tickMilliseconds = 1000

  private let state: State

  private final class State: Sendable {
    let board: StatusBoard
    let notifier: SystemdNotifier
    let report = Mutex(ServiceReport())
    let isEnded = Atomic(false)
    let wake = DispatchSemaphore(value: 0)

    init(board: StatusBoard, notifier: SystemdNotifier) {
      self.board = board
      self.notifier = notifier
    }

    func send() {
      // One report at a time, in the order of the statuses.
      report.withLock { report in
        _ = notifier.send(report.messages(for: board.status, now: MonotonicClock.milliseconds()))
      }
    }
  }

  init(board: StatusBoard, notifier: SystemdNotifier) throws(ThreadError) {
    let state = State(board: board, notifier: notifier)
    self.state = state
    try WorkerThread.start(named: "systemd") {
      while !state.isEnded.load(ordering: .relaxed) {
        state.send()
        _ = state.wake.wait(timeout: .now() + .milliseconds(Self.tickMilliseconds))
      }
    }
  }

  deinit {
    end()
  }

  /// Reports the end of the worker, and nothing more.
  func end() {
    guard !state.isEnded.exchange(true, ordering: .relaxed) else { return }
    state.send()
    state.wake.signal()
  }
}
