import Platform
import Testing

@testable import CustomerWorker

@Suite struct CallWatchdogTests {
  /// Watches one slot's calls with a bound of a quarter of a second, and writes an overrun to the standard output.
  static func watchdog(slots: Int = 1, boundMilliseconds: Int64 = 250) throws -> CallWatchdog {
    try CallWatchdog(slots: slots, boundMilliseconds: boundMilliseconds, exitCode: .temporaryFailure) { overrun in
      print("slot \(overrun.slot), \(overrun.call), \(overrun.milliseconds > 250)")
    }
  }

  @Test func `A call that does not return ends the process with the exit code, and its report says which it was`() async
  {
    let run = await #expect(processExitsWith: .exitCode(75), observing: [\.standardOutputContent]) {
      let watchdog = try CallWatchdogTests.watchdog(slots: 2)
      watchdog.watch(slot: 1, "send_offsets") { MonotonicClock.wait(milliseconds: 60_000) }
    }
    #expect(run.map { String(decoding: $0.standardOutputContent, as: UTF8.self) } == "slot 1, send_offsets, true\n")
  }

  @Test func `A report that never ends does not keep the process`() async {
    await #expect(processExitsWith: .exitCode(75)) {
      let watchdog = try CallWatchdog(slots: 1, boundMilliseconds: 50, exitCode: .temporaryFailure) { _ in
        MonotonicClock.wait(milliseconds: 60_000)
      }
      watchdog.watch(slot: 0, "commit") { MonotonicClock.wait(milliseconds: 60_000) }
    }
  }

  @Test func `The call around one that has returned is still watched`() async {
    let run = await #expect(processExitsWith: .exitCode(75), observing: [\.standardOutputContent]) {
      let watchdog = try CallWatchdogTests.watchdog()
      watchdog.watch(slot: 0, "outer") {
        watchdog.watch(slot: 0, "inner") {}
        MonotonicClock.wait(milliseconds: 60_000)
      }
    }
    #expect(run.map { String(decoding: $0.standardOutputContent, as: UTF8.self) } == "slot 0, outer, true\n")
  }

  @Test func `A call in which another hangs is not the one that is reported`() async {
    let run = await #expect(processExitsWith: .exitCode(75), observing: [\.standardOutputContent]) {
      let watchdog = try CallWatchdogTests.watchdog()
      watchdog.watch(slot: 0, "outer") {
        watchdog.watch(slot: 0, "inner") { MonotonicClock.wait(milliseconds: 60_000) }
      }
    }
    #expect(run.map { String(decoding: $0.standardOutputContent, as: UTF8.self) } == "slot 0, inner, true\n")
  }

  @Test func `Calls that return in time do not end the process, however many and however long they take together`()
    async
  {
    await #expect(processExitsWith: .success) {
      let watchdog = try CallWatchdogTests.watchdog(boundMilliseconds: 400)
      for _ in 0..<100_000 { watchdog.watch(slot: 0, "commit") {} }
      // The inner calls' time is not the outer one's.
      watchdog.watch(slot: 0, "assign") {
        for _ in 0..<10 { watchdog.watch(slot: 0, "watermarks") { MonotonicClock.wait(milliseconds: 80) } }
      }
      watchdog.enter(slot: 0, call: "close")
      watchdog.leave(slot: 0)
      MonotonicClock.wait(milliseconds: 800)
    }
  }

  @Test func `A watchdog that was stopped ends nothing`() async {
    await #expect(processExitsWith: .success) {
      let watchdog = try CallWatchdogTests.watchdog(boundMilliseconds: 100)
      watchdog.enter(slot: 0, call: "close")
      watchdog.stop()
      MonotonicClock.wait(milliseconds: 500)
    }
  }

  @Test func `A watchdog whose thread cannot be made is an error that says what to do`() async {
    await #expect(processExitsWith: .success) {
      try ThreadLimit.forbidThreads()
      let error = #expect(throws: ThreadError.self) { try CallWatchdogTests.watchdog() }
      #expect(error?.name == "watchdog")
    }
  }
}
