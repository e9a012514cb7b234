import Testing

@testable import CustomerWorker

@Suite struct RebalanceTests {
  @Test func `Partitions are revoked while a transaction is open: it is committed first`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.polled(nothing: false)
    life.revoked(isLost: false)
    life.take(0, 1)
    #expect(life.next(now: 1) == .sendOffsets([at(0, 1)]))
    life.offsetsSent(.done, milliseconds: 1, now: 2)
    #expect(life.next(now: 2) == .commit)
    life.committed(.done, milliseconds: 1, now: 3)
    #expect(life.next(now: 3) == .unassign)
    life.unassigned()
    #expect(life.progress.ownsNothing)
  }

  @Test func `Partitions are lost while a transaction is open: it is aborted, and nothing is sought in them`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.revoked(isLost: true)
    #expect(life.next(now: 1) == .abort)
    life.aborted(.done, milliseconds: 1, now: 2)
    #expect(life.next(now: 2) == .unassign)
    life.unassigned()
    #expect(life.next(now: 3) == .poll(milliseconds: 200))
  }

  @Test func `Partitions are revoked, and the commit asks for an abort: given up after the abort, without a wait`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.revoked(isLost: false)
    _ = life.next(now: 1)
    life.offsetsSent(.done, milliseconds: 1, now: 2)
    life.committed(.abortable, milliseconds: 1, now: 3)
    #expect(life.next(now: 3) == .abort)
    life.aborted(.done, milliseconds: 1, now: 4)
    #expect(life.next(now: 4) == .unassign)
  }

  @Test func `Placing fails because the session is over: the revocation is heard before it is tried again`() {
    var life = LaneLife.started()
    life.assigned([0])
    #expect(life.next(now: 0) == .place([0]))
    life.placeFailed(now: 0)
    #expect(life.next(now: 0) == .wait(milliseconds: 200))
    #expect(life.next(now: 200) == .poll(milliseconds: 0))
    life.polled(nothing: false)
    life.revoked(isLost: true)
    #expect(life.next(now: 201) == .unassign)
  }

  @Test func `A seek fails because the partition is gone: the revocation is heard before it is tried again`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.abort(now: 0)
    #expect(life.next(now: 8) == .seek([at(0, 0)]))
    life.sought(nil, now: 8)
    #expect(life.next(now: 208) == .poll(milliseconds: 0))
  }

  @Test func `A record comes between a failed seek and the next: it does not pass the rewind`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.abort(now: 0)
    life.sought(nil, now: 8)
    life.take(0, 1)
    #expect(life.transaction == .none)
    #expect(life.next(now: 208) == .seek([at(0, 0)]))
  }

  @Test func `A record comes before its partition was placed: it is not decided`() {
    var life = LaneLife.started(1)
    life.assigned([0, 1])
    life.take(0, 5)
    #expect(life.transaction == .none)
    #expect(life.next(now: 0) == .place([0, 1]))
  }

  @Test func `The group gives no partitions: that is answered too`() {
    var life = LaneLife.started()
    life.assigned([])
    #expect(life.next(now: 0) == .place([]))
    life.placed([])
    #expect(life.next(now: 0) == .poll(milliseconds: 200))
  }

  @Test func `Partitions are assigned while a transaction is open: it is aborted`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.assigned([1])
    #expect(life.next(now: 0) == .abort)
    life.aborted(.done, milliseconds: 1, now: 1)
    #expect(life.next(now: 1) == .place([1]))
  }

  @Test func `A partition loses its place while a transaction is open: the transaction first, then the place`() {
    var life = LaneLife.started(0, 1)
    life.take(0, 0)
    life.take(1, 0)
    life.lostPlace(1)
    life.lostPlace(1)
    life.commit(now: 0)
    #expect(life.next(now: 10) == .place([1]))
    life.placed([at(1, 40)])
    #expect(life.progress.next(0) == 1)
    #expect(life.progress.next(1) == 40)
  }

  @Test func `A partition loses its place in a transaction that is aborted: placed anew, and the other goes back`() {
    var life = LaneLife.started(0, 1)
    life.take(0, 0)
    life.take(1, 0)
    life.lostPlace(1)
    life.abort(now: 0)
    #expect(life.next(now: 10) == .place([1]))
    life.placed([at(1, 40)])
    #expect(life.next(now: 10) == .seek([at(0, 0)]))
  }
}
