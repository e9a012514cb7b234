import Testing

@testable import CustomerWorker

@Suite struct FenceTests {
  /// Fenced in the commit of offset 0 of partition 0.
  private func fenced() -> LaneState {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.polled(isEmpty: true)
    _ = state.next(now: 5)
    state.commitPrepared(.done, milliseconds: 1, now: 6)
    state.committed(.fenced, milliseconds: 1, now: 7)
    return state
  }

  @Test func `Fenced: the lane polls, asks whether it is a member, and only then makes a new producer`() {
    var state = fenced()
    #expect(state.next(now: 7) == .poll(milliseconds: 0))
    state.polled(isEmpty: true)
    #expect(state.next(now: 8) == .confirmMembership([0]))
    state.membershipAnswered(isMember: true, now: 9)
    #expect(state.next(now: 9) == .recreateProducer(isIsolating: false))
    state.producerRecreated(.done, now: 10)
    #expect(state.next(now: 10) == .seekToCommitted([at(0, 0)]))
  }

  @Test func `Fenced with a backlog: one record is enough to have polled, and it is come back to`() {
    var state = fenced()
    state.take(0, 1)
    #expect(state.next(now: 8) == .confirmMembership([0]))
    state.membershipAnswered(isMember: true, now: 9)
    state.producerRecreated(.done, now: 10)
    #expect(state.next(now: 10) == .seekToCommitted([at(0, 0)]))
  }

  @Test func `Fenced and no member any more: it polls until it is given partitions, and fences nobody`() {
    var state = fenced()
    state.polled(isEmpty: true)
    state.membershipAnswered(isMember: false, now: 9)
    #expect(state.next(now: 9) == .wait(milliseconds: 200))
    #expect(state.next(now: 209) == .poll(milliseconds: 0))
    state.polled(isEmpty: false)
    state.revoked(isLost: true)
    #expect(state.next(now: 210) == .unassign)
    state.unassigned()
    #expect(state.next(now: 210) == .poll(milliseconds: 200))
    state.polled(isEmpty: false)
    state.assigned([3])
    #expect(state.next(now: 211) == .assignOffsets([3]))
    state.offsetsAssigned([at(3, 5)])
    #expect(state.next(now: 212) == .confirmMembership([3]))
    state.membershipAnswered(isMember: true, now: 213)
    #expect(state.next(now: 213) == .recreateProducer(isIsolating: false))
  }

  @Test func `A zombie is fenced and then hears that its instance id is taken: it stops and makes no producer`() {
    var state = fenced()
    #expect(state.next(now: 7) == .poll(milliseconds: 0))
    state.polled(isEmpty: false)
    state.requestStop(.temporaryFailure("another process"))
    #expect(state.next(now: 8) == .stop(.temporaryFailure("another process")))
  }

  @Test func `Fenced while it makes its first producer: it is no member yet and tries again`() {
    var state = LaneState.fresh()
    state.producerRecreated(.fenced, now: 0)
    #expect(state.next(now: 1000) == .poll(milliseconds: 0))
    state.polled(isEmpty: true)
    #expect(state.next(now: 1000) == .recreateProducer(isIsolating: false))
  }
}
