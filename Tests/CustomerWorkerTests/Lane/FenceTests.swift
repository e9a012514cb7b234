import Testing

@testable import CustomerWorker

@Suite struct FenceTests {
  /// Fenced in the commit of offset 0 of partition 0.
  private func fenced() -> LaneLife {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.polled(nothing: true)
    _ = life.next(now: 5)
    life.offsetsSent(.done, milliseconds: 1, now: 6)
    life.committed(.fenced, milliseconds: 1, now: 7)
    return life
  }

  @Test func `Fenced: the lane polls, asks whether it is a member, and only then makes a new producer`() {
    var life = fenced()
    #expect(life.next(now: 7) == .poll(milliseconds: 0))
    life.polled(nothing: true)
    #expect(life.next(now: 8) == .confirmMembership)
    life.membershipAnswered(isMember: true, now: 9)
    #expect(life.next(now: 9) == .renewProducer(isIsolating: false))
    life.producerRenewed(.done, now: 10)
    #expect(life.next(now: 10) == .seekToCommitted([at(0, 0)]))
  }

  @Test func `Fenced with a backlog: one record is enough to have polled, and it is come back to`() {
    var life = fenced()
    life.take(0, 1)
    #expect(life.next(now: 8) == .confirmMembership)
    life.membershipAnswered(isMember: true, now: 9)
    life.producerRenewed(.done, now: 10)
    #expect(life.next(now: 10) == .seekToCommitted([at(0, 0)]))
  }

  @Test func `Fenced and no member any more: it polls until it is given partitions, and fences nobody`() {
    var life = fenced()
    life.polled(nothing: true)
    life.membershipAnswered(isMember: false, now: 9)
    #expect(life.next(now: 9) == .wait(milliseconds: 200))
    #expect(life.next(now: 209) == .poll(milliseconds: 0))
    life.polled(nothing: false)
    life.revoked(isLost: true)
    #expect(life.next(now: 210) == .unassign)
    life.unassigned()
    #expect(life.next(now: 210) == .poll(milliseconds: 200))
    life.polled(nothing: false)
    life.assigned([3])
    #expect(life.next(now: 211) == .place([3]))
    life.placed([at(3, 5)])
    #expect(life.next(now: 212) == .confirmMembership)
    life.membershipAnswered(isMember: true, now: 213)
    #expect(life.next(now: 213) == .renewProducer(isIsolating: false))
  }

  @Test func `A zombie is fenced and then hears that its instance id is taken: it stops and makes no producer`() {
    var life = fenced()
    #expect(life.next(now: 7) == .poll(milliseconds: 0))
    life.polled(nothing: false)
    life.requestStop(.tryAgain("another process"))
    #expect(life.next(now: 8) == .stop(.tryAgain("another process")))
  }

  @Test func `Fenced while it makes its first producer: it is no member yet and tries again`() {
    var life = LaneLife.fresh()
    life.producerRenewed(.fenced, now: 0)
    #expect(life.next(now: 1000) == .poll(milliseconds: 0))
    life.polled(nothing: true)
    #expect(life.next(now: 1000) == .renewProducer(isIsolating: false))
  }
}
