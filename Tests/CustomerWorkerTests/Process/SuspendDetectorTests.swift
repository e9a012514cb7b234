import Glibc
import Testing

@testable import CustomerWorker

@Suite struct SuspendDetectorTests {
  @Test func `A process that was stopped and goes on knows it, and for how long`() async {
    await #expect(processExitsWith: .success) {
      let detector = try SuspendDetector()
      #expect(!detector.wasSuspended(forMilliseconds: 500, withinMilliseconds: 30_000))
      let child = getpid()
      // A helper process stops this one, waits, and lets it go on.
      let status = Shell.run("kill -STOP \(child); sleep 1.2; kill -CONT \(child)")
      #expect(status == 0)
      #expect(detector.wasSuspended(forMilliseconds: 1000, withinMilliseconds: 30_000))
      #expect(!detector.wasSuspended(forMilliseconds: 20_000, withinMilliseconds: 30_000))
    }
  }

  @Test func `A late look is a suspension, until so much time has passed since its end`() {
    let state = SuspendDetector.State(now: 1000)
    state.wake(at: 1250)
    #expect(!state.wasSuspended(2000, 5000, now: 1300))
    state.wake(at: 4250)
    #expect(state.wasSuspended(2000, 5000, now: 4300))
    #expect(!state.wasSuspended(3500, 5000, now: 4300))
    for now in stride(from: Int64(4500), through: 9250, by: 250) { state.wake(at: now) }
    #expect(state.wasSuspended(2000, 5000, now: 9250))
    #expect(!state.wasSuspended(2000, 5000, now: 9251))
  }

  @Test func `A caller that is awake before the detector's thread sees the suspension`() {
    let state = SuspendDetector.State(now: 1000)
    #expect(!state.wasSuspended(2000, 5000, now: 2999))
    #expect(state.wasSuspended(2000, 5000, now: 3000))
  }

  @Test func `Short waits of a busy machine do not hide the long one before them`() {
    let state = SuspendDetector.State(now: 1000)
    state.wake(at: 4000)
    state.wake(at: 4400)
    #expect(state.wasSuspended(3000, 5000, now: 4500))
  }
}
