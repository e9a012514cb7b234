internal import Glibc
package import Platform
internal import Synchronization

/// A thread that ends the process when a call does not return.
///
/// It is for calls with no time-out that holds, such as `sendOffsets` or destroying a client. One thread uses one slot. Time
/// during which the process was suspended, or the machine asleep, does not count.
package final class CallWatchdog: Sendable {
  /// A call that took too long.
  package struct Overrun: Sendable {
    package let slot: Int
    package let call: String
    package let milliseconds: Int64
  }

  private static let reportSeconds: UInt32 = 1

  private let state: State

  /// Starts to watch one call a slot.
  ///
  /// - Parameters:
  ///   - exitCode: the code that the process ends with, when a call has not returned within the bound.
  ///   - report: writes the overrun to the log first, on a thread of its own. It is waited for, but not for more than a
  ///     second: a log whose reader is stuck does not keep the process.
  package init(
    slots: Int, boundMilliseconds: Int64, exitCode: ExitCode, report: @escaping @Sendable (Overrun) -> Void
  ) throws(ThreadError) {
    let state = State(slots: slots, boundMilliseconds: boundMilliseconds)
    self.state = state
    try WorkerThread.start(named: "watchdog") {
      guard let overrun = state.watch() else { return }
      do throws(ThreadError) {
        try WorkerThread.start(named: "overrun") {
          report(overrun)
          _exit(exitCode.rawValue)
        }
        sleep(Self.reportSeconds)
      } catch {
        // Without a thread there is no report, but there is an end.
      }
      _exit(exitCode.rawValue)
    }
  }

  deinit {
    stop()
  }

  /// Runs `body` under watch.
  ///
  /// Watches of a slot nest: while the inner one runs the outer one's time stands still, and it goes on when the inner one
  /// has ended.
  package func watch<R: ~Copyable, E: Error>(
    slot: Int, _ call: StaticString, _ body: () throws(E) -> R
  ) throws(E) -> R {
    let outer = state.enter(slot, call)
    defer { state.leave(slot, outer) }
    return try body()
  }

  /// Begins to watch a call in place of whatever the slot watched.
  func enter(slot: Int, call: StaticString) {
    _ = state.enter(slot, call)
  }

  /// Watches nothing in the slot.
  func leave(slot: Int) {
    state.leave(slot, nil)
  }

  /// Records that the slot's thread moves, though it makes no call that is watched.
  func move(slot: Int) {
    state.move(slot)
  }

  /// How long ago the slot's thread last entered or left a call or called `move`, in milliseconds; time during which the
  /// process was suspended does not count.
  func silence(slot: Int) -> Int64 {
    state.silence(slot)
  }

  /// Watches no more; the thread ends when it wakes the next time.
  package func stop() {
    state.isStopped.store(true, ordering: .relaxed)
  }
}
