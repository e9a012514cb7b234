import Testing

@testable import CustomerWorker

@Suite struct DrainTests {
  @Test func `Asked to stop while a transaction is open: it is committed, then the lane stops`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.requestStop(.drained)
    #expect(state.next(now: 0) == .prepareCommit([at(0, 1)]))
    state.commitPrepared(.done, milliseconds: 1, now: 1)
    #expect(state.next(now: 1) == .commit([at(0, 1)]))
    state.committed(.done, milliseconds: 1, now: 2)
    #expect(state.next(now: 2) == .stop(.drained))
  }

  @Test func `Asked to stop, and the commit asks for an abort: aborted, then the lane stops without a wait`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.requestStop(.drained)
    _ = state.next(now: 0)
    state.commitPrepared(.abortable, milliseconds: 1, now: 1)
    #expect(state.next(now: 1) == .abort)
    state.aborted(.done, milliseconds: 1, now: 2)
    #expect(state.next(now: 2) == .stop(.drained))
  }

  @Test func `Asked to stop in a pause before the next producer: the lane stops at once`() {
    var state = LaneState.fresh()
    state.producerRecreated(.retriable, now: 0)
    state.requestStop(.drained)
    #expect(state.next(now: 1) == .stop(.drained))
  }

  @Test func `Asked to stop with a revocation unanswered: answered first, or closing would wait for it`() {
    var state = LaneState.started(0)
    state.revoked(isLost: false)
    state.requestStop(.drained)
    #expect(state.next(now: 0) == .unassign)
    state.unassigned()
    #expect(state.next(now: 0) == .stop(.drained))
  }

  @Test func `A graver end takes the place of a drain, and no other`() {
    var state = LaneState.started(0)
    state.requestStop(.drained)
    state.requestStop(.temporaryFailure("first"))
    state.requestStop(.misconfigured("second"))
    state.requestStop(.drained)
    #expect(state.next(now: 0) == .stop(.temporaryFailure("first")))
  }
}
