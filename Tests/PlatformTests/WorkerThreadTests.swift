import Glibc
import Platform
import Synchronization
import Testing

@Suite struct WorkerThreadTests {
  /// The threads that have run a body.
  private final class Threads: Sendable {
    let ran = Mutex<[pthread_t]>([])
  }

  @Test func `The body runs on another thread`() throws {
    let ended = StopSignal()
    let threads = Threads()
    try WorkerThread.start(named: "body") {
      threads.ran.withLock { $0.append(pthread_self()) }
      ended.request()
    }
    ended.wait(milliseconds: 60_000)
    #expect(ended.isRequested)
    #expect(threads.ran.withLock { $0 } != [pthread_self()])
  }

  @Test func `A thread that cannot be made is an error, and its body is not run on the caller`() async {
    await #expect(processExitsWith: .exitCode(42)) {
      // No room for another stack.
      var limit = rlimit(rlim_cur: 1 << 20, rlim_max: 1 << 20)
      unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
      do throws(ThreadError) {
        try WorkerThread.start(named: "lane-3") { exit(1) }
        exit(2)
      } catch {
        exit(error.code == EAGAIN && error.description.hasPrefix("the thread lane-3 cannot be started (") ? 42 : 3)
      }
    }
  }
}
