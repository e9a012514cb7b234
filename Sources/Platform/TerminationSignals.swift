internal import Glibc

/// SIGTERM and SIGINT as requests to stop.
public enum TerminationSignals {
  /// Blocks both signals and starts the thread that waits for them.
  ///
  /// Call it before any other thread is started: every thread inherits the mask, so that only the one started here
  /// takes the signals. The second signal ends the process at once with `ExitCode.temporaryFailure`: its sender does
  /// not want to wait for the drain. What was not committed is decided again by the next worker.
  public static func forward(to stop: StopSignal) throws(ThreadError) {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGTERM)
    unsafe sigaddset(&signals, SIGINT)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    let mask = signals
    try WorkerThread.start(named: "signals") {
      var mask = mask
      var number: Int32 = 0
      // Only signals count: a lane that cannot go on requests a stop as well.
      var isSecond = false
      while unsafe sigwait(&mask, &number) == 0 {
        if isSecond { _exit(ExitCode.temporaryFailure.rawValue) }
        isSecond = true
        stop.request()
      }
    }
  }
}
