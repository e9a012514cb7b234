internal import Glibc

/// The signals that a thread does not take.
package enum SignalMask {
  /// Runs `body` with every signal blocked on this thread; threads made in it keep them blocked for their lives.
  ///
  /// So librdkafka's threads never take a signal that the process waits for elsewhere.
  package static func withAllBlocked<R: ~Copyable, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
    var all = sigset_t()
    var before = sigset_t()
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { unsafe _ = pthread_sigmask(SIG_SETMASK, &before, nil) }
    return try body()
  }
}
