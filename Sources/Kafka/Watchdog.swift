internal import Glibc
internal import Platform
internal import Synchronization

/// A thread that ends the process when a call into C does not come back.
///
/// For calls with no time-out that holds (`sendOffsets`, destroying a client). Time that the process was stopped, or the
/// machine asleep, does not count: the clock is made of the thread's own wake-ups.
public final class Watchdog: Sendable {
  /// A call that took too long.
  public struct Overrun: Sendable {
    public let slot: Int
    public let call: String
    public let milliseconds: Int64
  }

  private let state: WatchdogState

  /// Watches one call a slot at a time; `onOverrun` is called once, on the watchdog's thread.
  public init(
    slots: Int, boundMilliseconds: Int64, onOverrun: @escaping @Sendable (Overrun) -> Void = Watchdog.exitProcess
  ) {
    state = WatchdogState(slots: slots, boundMilliseconds: boundMilliseconds, onOverrun: onOverrun)
    state.start()
  }

  deinit {
    stop()
  }

  /// Says on stderr what hangs and exits with 75 (try again): the broker aborts the open transaction, nothing is lost.
  public static func exitProcess(_ overrun: Overrun) {
    let line = "lane \(overrun.slot): \(overrun.call) has not returned for \(overrun.milliseconds) ms, exiting\n"
    var copy = Array(line.utf8)
    unsafe copy.withUnsafeMutableBytes { unsafe _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    _exit(ExitCode.temporaryFailure.rawValue)
  }

  /// The slot's thread goes into a call; slots that do not exist are not watched.
  public func enter(slot: Int, call: StaticString) {
    state.enter(slot, call)
  }

  /// The slot's thread is back.
  public func leave(slot: Int) {
    state.leave(slot)
  }

  /// Runs `body` under watch.
  public func watch<R: ~Copyable, E: Error>(
    slot: Int, _ call: StaticString, _ body: () throws(E) -> R
  ) throws(E) -> R {
    enter(slot: slot, call: call)
    defer { leave(slot: slot) }
    return try body()
  }

  /// Whether the process stood still for so long (SIGSTOP, a machine asleep), and that came to an end so recently.
  public func wasStopped(forMilliseconds milliseconds: Int64, withinMilliseconds window: Int64) -> Bool {
    state.wasStopped(milliseconds, window)
  }

  /// Watches no more; the thread ends at its next look.
  public func stop() {
    state.isStopped.store(true, ordering: .relaxed)
  }
}
