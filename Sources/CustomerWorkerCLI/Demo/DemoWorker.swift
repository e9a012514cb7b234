import CustomerWorker
import Dispatch
import Platform
import Settings
import Synchronization
import Telemetry

/// The worker on a thread of its own.
final class DemoWorker: Sendable {
  private let reason = Mutex<StopReason?>(nil)
  private let ended = DispatchSemaphore(value: 0)
  let log: EventLog
  /// Where the worker publishes its status.
  let board: StatusBoard

  /// - Parameter errors: the descriptor for the log of the worker's errors.
  init(settings: WorkerSettings, stop: StopSignal, errors: Int32) throws(ThreadError) {
    log = EventLog(level: .error, format: .text, descriptor: errors)
    board = StatusBoard(settings: settings, version: Version.program)
    let worker = Worker(settings: settings, log: log, board: board)
    try WorkerThread.start(named: "demo-worker") { [self] in
      let reason = worker.run(stop: stop).reason
      log.flush()
      self.reason.withLock { $0 = reason }
      ended.signal()
    }
  }

  /// The reason why the worker ended; nil while it runs.
  var end: StopReason? { reason.withLock { $0 } }

  /// Waits for the worker's end.
  @discardableResult
  func wait() -> StopReason {
    while true {
      if let end { return end }
      ended.wait()
      // Another wait finds the end as well.
      ended.signal()
    }
  }
}
