internal import Glibc

/// Turns SIGTERM and SIGINT into a request to stop.
public enum TerminationSignals {
  /// Call it before any thread is started: every thread inherits the mask, and only the one started here takes them.
  ///
  /// The second signal ends the process at once (exit code 75): whoever sends it does not want to wait for the drain.
  /// What was not committed is decided again by the next worker.
  public static func stop(_ stop: StopSignal) throws(WorkerThread.StartError) {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGTERM)
    unsafe sigaddset(&signals, SIGINT)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    let mask = signals
    try WorkerThread.start(named: "signals") {
      var mask = mask
      var number: Int32 = 0
      // Of the signals themselves: a lane that cannot go on requests a stop as well.
      var isSecond = false
      while unsafe sigwait(&mask, &number) == 0 {
        if isSecond { _exit(75) }
        isSecond = true
        stop.request()
      }
    }
  }
}
