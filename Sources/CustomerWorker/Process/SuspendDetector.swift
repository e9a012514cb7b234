internal import Platform
internal import Synchronization

/// Knows whether the process stood still: stopped by SIGSTOP, frozen by its container, or on a machine that slept.
///
/// A thread looks at the clock four times a second. A look that comes late shows that the process was suspended.
final class SuspendDetector: Sendable {
  private static let tickMilliseconds: Int64 = 250

  private let state = State()

  init() throws(ThreadError) {
    let state = state
    try WorkerThread.start(named: "suspend") {
      while !state.isStopped.load(ordering: .relaxed) {
        MonotonicClock.wait(milliseconds: Self.tickMilliseconds)
        state.wake(at: MonotonicClock.milliseconds())
      }
    }
  }

  deinit {
    stop()
  }

  /// Whether the process was suspended for at least so long, and that ended at most so long ago.
  func wasSuspended(forMilliseconds milliseconds: Int64, withinMilliseconds window: Int64) -> Bool {
    state.wasSuspended(milliseconds, window, now: MonotonicClock.milliseconds())
  }

  /// Looks no more; the thread ends when it wakes the next time.
  func stop() {
    state.isStopped.store(true, ordering: .relaxed)
  }
}

extension SuspendDetector {
  /// The thread's last looks at the clock, in milliseconds.
  final class State: Sendable {
    /// A busy machine's short waits must not hide the long one before them.
    private static let shortestMilliseconds: Int64 = 500

    let isStopped = Atomic<Bool>(false)
    private let woke: Atomic<Int64>
    private let suspensionEnd = Atomic<Int64>(0)
    private let suspensionLength = Atomic<Int64>(0)

    init(now: Int64 = MonotonicClock.milliseconds()) {
      woke = Atomic(now)
    }

    func wake(at now: Int64) {
      let length = now - woke.load(ordering: .relaxed)
      if length >= Self.shortestMilliseconds {
        suspensionLength.store(length, ordering: .relaxed)
        suspensionEnd.store(now, ordering: .releasing)
      }
      woke.store(now, ordering: .releasing)
    }

    func wasSuspended(_ milliseconds: Int64, _ window: Int64, now: Int64) -> Bool {
      // After a suspension the caller may be awake before the detector's thread is.
      if now - woke.load(ordering: .acquiring) >= milliseconds { return true }
      let end = suspensionEnd.load(ordering: .acquiring)
      return end != 0 && now - end <= window && suspensionLength.load(ordering: .relaxed) >= milliseconds
    }
  }
}
