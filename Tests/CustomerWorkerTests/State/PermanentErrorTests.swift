import Testing

@testable import CustomerWorker

@Suite struct PermanentErrorTests {
  @Test func `A right is missing at the start: final at the start deadline, not before`() {
    var state = LaneState.fresh(startDeadline: 60_000, patienceMilliseconds: 60_000)
    state.permanentErrorOccurred(.producer, reason: "no right", now: 59_999)
    #expect(state.stopReason == nil)
    state.permanentErrorOccurred(.producer, reason: "no right", now: 60_000)
    #expect(state.next(now: 60_000) == .stop(.misconfigured("the transactional producer cannot be made: no right")))
  }

  @Test func `A right is missing, and the first command comes hours after the start: final only when it lasts`() {
    var state = LaneState.fresh(startDeadline: 60_000, patienceMilliseconds: 60_000)
    state.permanentErrorOccurred(.transaction, reason: "no right", now: 9_000_000)
    state.permanentErrorOccurred(.transaction, reason: "no right", now: 9_040_000)
    #expect(state.stopReason == nil)
    state.permanentErrorOccurred(.transaction, reason: "no right", now: 9_060_000)
    #expect(state.stopReason != nil)
  }

  @Test func `A right is taken away at run time: final when it has been missing for as long as a start may take`() {
    var state = LaneState.fresh(startDeadline: 60_000, patienceMilliseconds: 60_000)
    state.producerRecreated(.done, now: 0)
    state.joined(CallReport(outcome: .done, milliseconds: 0, now: 0))
    state.assigned([0])
    state.offsetsAssigned([at(0, 0)])
    state.take(0, 0)
    state.commit(now: 0)
    for now in stride(from: Int64(1_000_000), to: 1_060_000, by: 5000) {
      state.permanentErrorOccurred(.transaction, reason: "no right", now: now)
      #expect(state.stopReason == nil)
    }
    state.permanentErrorOccurred(.transaction, reason: "no right", now: 1_060_000)
    #expect(state.stopReason == .misconfigured("results cannot be written: no right"))
  }

  @Test func `The right to the group is taken away: its time began when results were first refused for it`() {
    var state = LaneState.fresh(startDeadline: 60_000, patienceMilliseconds: 60_000)
    state.assigned([])
    state.permanentErrorOccurred(.transaction, reason: "no right", now: 1_000_000)
    // The session ends, and the new consumer cannot join.
    state.permanentErrorOccurred(.group, reason: "no right", now: 1_010_000)
    var report = CallReport(outcome: .done, milliseconds: 0, now: 1_059_999)
    report.permanentError = "no right"
    state.rightsChecked(report)
    #expect(state.stopReason == nil)
    report.now = 1_060_000
    state.rightsChecked(report)
    #expect(state.stopReason == .misconfigured("the group cannot be joined: no right"))
  }

  @Test func `A topic is unknown for a moment, hours apart: never final`() {
    var state = LaneState.fresh(startDeadline: 60_000, patienceMilliseconds: 60_000)
    state.assigned([])
    for hour in 1...Int64(9) { state.permanentErrorOccurred(.group, reason: "unknown topic", now: hour * 3_600_000) }
    #expect(state.stopReason == nil)
  }

  @Test func `With no start deadline the lane waits forever`() {
    var state = LaneState.fresh()
    for now in stride(from: Int64(0), to: 10_000_000, by: 5000) {
      state.permanentErrorOccurred(.producer, reason: "no right", now: now)
    }
    #expect(state.stopReason == nil)
  }
}
