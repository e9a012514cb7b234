import CustomerWorker
import Glibc
import Platform
import Settings
import Synchronization
import Telemetry

/// The worker on a thread of its own.
final class DemoWorker: Sendable {
  private let ended = Mutex<StopReason?>(nil)

  /// - Parameter errors: where the worker's errors are logged.
  init(settings: WorkerSettings, stop: StopSignal, errors: Int32) throws(ThreadError) {
    let worker = Worker(settings: settings, log: EventLog(level: .error, format: .text, descriptor: errors))
    try WorkerThread.start(named: "demo-worker") { [self] in
      let (end, _) = worker.run(stop: stop)
      ended.withLock { $0 = end }
    }
  }

  /// Why the worker ended; nil while it runs.
  var end: StopReason? { ended.withLock { $0 } }

  @discardableResult
  func wait() -> StopReason {
    while true {
      if let end { return end }
      usleep(10_000)
    }
  }
}
