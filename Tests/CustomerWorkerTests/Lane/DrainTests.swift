import Testing

@testable import CustomerWorker

@Suite struct DrainTests {
  @Test func `Asked to stop while a transaction is open: it is committed, then the lane stops`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.requestStop(.drained)
    #expect(life.next(now: 0) == .sendOffsets([at(0, 1)]))
    life.offsetsSent(.done, milliseconds: 1, now: 1)
    #expect(life.next(now: 1) == .commit)
    life.committed(.done, milliseconds: 1, now: 2)
    #expect(life.next(now: 2) == .stop(.drained))
  }

  @Test func `Asked to stop, and the commit asks for an abort: aborted, then the lane stops without a wait`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.requestStop(.drained)
    _ = life.next(now: 0)
    life.offsetsSent(.abortable, milliseconds: 1, now: 1)
    #expect(life.next(now: 1) == .abort)
    life.aborted(.done, milliseconds: 1, now: 2)
    #expect(life.next(now: 2) == .stop(.drained))
  }

  @Test func `Asked to stop in a pause before the next producer: the lane stops at once`() {
    var life = LaneLife.fresh()
    life.producerRenewed(.retriable, now: 0)
    life.requestStop(.drained)
    #expect(life.next(now: 1) == .stop(.drained))
  }

  @Test func `Asked to stop with a revocation unanswered: answered first, or closing would wait for it`() {
    var life = LaneLife.started(0)
    life.revoked(isLost: false)
    life.requestStop(.drained)
    #expect(life.next(now: 0) == .unassign)
    life.unassigned()
    #expect(life.next(now: 0) == .stop(.drained))
  }

  @Test func `A graver end takes the place of a drain, and no other`() {
    var life = LaneLife.started(0)
    life.requestStop(.drained)
    life.requestStop(.tryAgain("first"))
    life.requestStop(.misconfigured("second"))
    life.requestStop(.drained)
    #expect(life.next(now: 0) == .stop(.tryAgain("first")))
  }
}
