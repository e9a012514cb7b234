internal import Dispatch
internal import Kafka
internal import Platform
internal import Settings
internal import Synchronization
internal import Telemetry

/// The thread that keeps what takes time off the lanes: it reads their statistics, measures rates, looks at certificates, and
/// sums up in the log.
final class StatusKeeper: Sendable {
  private static let tickMilliseconds = 1000

  let board: StatusBoard
  private let state: State

  /// The last statistics of each lane that nobody has read yet, and the request to end.
  private final class State: Sendable {
    let inbox = Mutex<[Int: [UInt8]]>([:])
    let isStopped = Atomic(false)
    let wake = DispatchSemaphore(value: 0)
  }

  init(board: StatusBoard, settings: WorkerSettings, log: EventLog) throws(ThreadError) {
    self.board = board
    let state = State()
    self.state = state
    try WorkerThread.start(named: "status") {
      var tasks = StatusTasks(board: board, settings: settings, log: log)
      while !state.isStopped.load(ordering: .relaxed) {
        _ = state.wake.wait(timeout: .now() + .milliseconds(Self.tickMilliseconds))
        let inbox = state.inbox.withLock { inbox in
          defer { inbox = [:] }
          return inbox
        }
        for (lane, json) in inbox { tasks.read(json, lane: lane) }
        tasks.tick(now: MonotonicClock.milliseconds())
      }
    }
  }

  deinit {
    stop()
  }

  /// Takes a lane's statistics, to be read soon; never blocks for long.
  func receive(_ json: [UInt8], lane: Int) {
    state.inbox.withLock { $0[lane] = json }
    state.wake.signal()
  }

  /// Ends the thread soon.
  func stop() {
    state.isStopped.store(true, ordering: .relaxed)
    state.wake.signal()
  }
}
