import Dispatch
import Kafka
import Synchronization
import Testing

@Suite struct WatchdogTests {
  /// Hands over the first overrun to whoever waits for it.
  private final class Overruns: Sendable {
    private let first = Mutex<Watchdog.Overrun?>(nil)
    private let signal = DispatchSemaphore(value: 0)

    func note(_ overrun: Watchdog.Overrun) {
      first.withLock { $0 = overrun }
      signal.signal()
    }

    func wait(milliseconds: Int) -> Watchdog.Overrun? {
      _ = signal.wait(timeout: .now() + .milliseconds(milliseconds))
      return first.withLock { $0 }
    }
  }

  @Test func `A call that does not come back is told once, by slot and name`() throws {
    let overruns = Overruns()
    let watchdog = Watchdog(slots: 2, boundMilliseconds: 20) { overruns.note($0) }
    watchdog.enter(slot: 1, call: "send_offsets")
    let overrun = try #require(overruns.wait(milliseconds: 5000), "no overrun within 5 s")
    #expect(overrun.slot == 1)
    #expect(overrun.call == "send_offsets")
    #expect(overrun.milliseconds > 20)
    watchdog.stop()
  }

  @Test func `Calls that come back in time are not told, however many`() {
    let overruns = Overruns()
    let watchdog = Watchdog(slots: 1, boundMilliseconds: 2000) { overruns.note($0) }
    for _ in 0..<100_000 { watchdog.watch(slot: 0, "commit") {} }
    // A slot that does not exist is not watched.
    watchdog.enter(slot: 7, call: "nothing")
    #expect(overruns.wait(milliseconds: 50) == nil)
    watchdog.stop()
  }

  @Test func `A call that begins anew before the bound is a new call`() {
    let overruns = Overruns()
    let watchdog = Watchdog(slots: 1, boundMilliseconds: 400) { overruns.note($0) }
    for _ in 0..<10 {
      watchdog.enter(slot: 0, call: "watermarks")
      _ = overruns.wait(milliseconds: 60)
    }
    watchdog.leave(slot: 0)
    #expect(overruns.wait(milliseconds: 1) == nil)
    watchdog.stop()
  }

  @Test func `The watchdog's thread wakes in time: the process was not stopped`() {
    let watchdog = Watchdog(slots: 1, boundMilliseconds: 60_000)
    #expect(!watchdog.wasStopped(forMilliseconds: 5000, withinMilliseconds: 30_000))
    watchdog.stop()
  }
}
