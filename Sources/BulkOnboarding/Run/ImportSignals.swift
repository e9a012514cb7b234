internal import Glibc
package import Platform
internal import Synchronization

/// What the user asks of an import from the keyboard.
///
/// A first SIGINT or SIGTERM asks it to end when its transaction is committed; the second one aborts. SIGTSTP stops the
/// process once the transaction is committed: a transaction that stays open keeps every reader of the commands waiting.
package final class ImportSignals: Sendable {
  /// The patience with an import that does not come to the end of its transaction.
  private static let patienceMilliseconds: Int64 = 3000

  package let stop: StopSignal
  private let isAborting = Atomic(false)
  private let isSuspending = Atomic(false)

  /// - Parameter stop: the request to end.
  package init(stop: StopSignal = StopSignal()) { self.stop = stop }

  /// Whether the open transaction is to be aborted.
  var isAbortRequested: Bool { isAborting.load(ordering: .acquiring) }

  /// Whether the process is to be stopped, as by Ctrl-Z.
  var isSuspendRequested: Bool { isSuspending.load(ordering: .acquiring) }

  /// Blocks the signals and starts the thread that waits for them; call it before any other thread is started.
  package func forward() throws(ThreadError) {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for number in [SIGTERM, SIGINT, SIGTSTP] { unsafe sigaddset(&signals, number) }
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    let mask = signals
    try WorkerThread.start(named: "signals") { [self] in
      var mask = mask
      var number: Int32 = 0
      while unsafe sigwait(&mask, &number) == 0 { take(number) }
    }
  }

  private func take(_ number: Int32) {
    if number == SIGTSTP {
      isSuspending.store(true, ordering: .releasing)
      MonotonicClock.wait(milliseconds: Self.patienceMilliseconds)
      if isSuspendRequested { suspend() }
    } else if stop.isRequested {
      isAborting.store(true, ordering: .releasing)
      MonotonicClock.wait(milliseconds: Self.patienceMilliseconds)
      _exit(ExitCode.temporaryFailure.rawValue)
    } else {
      stop.request()
    }
  }

  /// Stops the process until somebody continues it.
  func suspend() {
    isSuspending.store(false, ordering: .releasing)
    kill(getpid(), SIGSTOP)
  }
}
