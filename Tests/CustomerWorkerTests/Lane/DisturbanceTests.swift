import Testing

@testable import CustomerWorker

/// A late EndTxn must meet a dead epoch.
@Suite struct DisturbanceTests {
  /// The offsets of its first transaction were sent, and nothing came back for 2 s of the 10 s that it may take.
  private func unanswered() -> LaneLife {
    var bounds = LaneLife.testBounds
    bounds.unansweredMilliseconds = 10_000
    var life = LaneLife.started(0, bounds: bounds)
    life.take(0, 0)
    life.polled(nothing: true)
    _ = life.next(now: 5)
    life.offsetsSent(.retriable, milliseconds: 2000, now: 2000)
    return life
  }

  @Test func `A connection is lost in a transaction that is committed: a new producer before the next one`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.disturbed()
    life.commit(now: 0)
    #expect(life.next(now: 10) == .renewProducer(isIsolating: false))
    life.producerRenewed(.done, now: 11)
    #expect(life.next(now: 11) == .poll(milliseconds: 200), "committed is committed: nothing to go back to")
  }

  @Test func `A connection is lost in a transaction that is aborted: a new producer, then the committed offsets`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.disturbed()
    life.abort(now: 0)
    #expect(life.next(now: 10) == .renewProducer(isIsolating: false))
    life.producerRenewed(.done, now: 11)
    #expect(life.next(now: 11) == .seekToCommitted([at(0, 0)]))
  }

  @Test func `A connection is lost between transactions: the producer goes on`() {
    var life = LaneLife.started(0)
    life.disturbed()
    life.take(0, 0)
    life.commit(now: 0)
    #expect(!life.producerIsSpent)
  }

  @Test(arguments: [(Int64(1000), false), (1001, true)])
  func `A call is slow`(_ milliseconds: Int64, _ isSpent: Bool) {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.polled(nothing: true)
    _ = life.next(now: 5)
    life.offsetsSent(.done, milliseconds: milliseconds, now: 2000)
    life.committed(.done, milliseconds: 1, now: 2001)
    #expect(life.producerIsSpent == isSpent)
  }

  @Test func `The commit had to be called twice: a new producer before the next transaction`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.polled(nothing: true)
    _ = life.next(now: 5)
    life.offsetsSent(.done, milliseconds: 1, now: 6)
    life.committed(.retriable, milliseconds: 2, now: 8)
    life.committed(.done, milliseconds: 1, now: 109)
    #expect(life.producerIsSpent)
  }

  @Test
  func `No call that ends the transaction is answered within its time-out: a new producer, then the committed offsets`()
  {
    var life = unanswered()
    life.offsetsSent(.abortable, milliseconds: 2000, now: 4100)
    life.aborted(.retriable, milliseconds: 2000, now: 11_999)
    #expect(life.next(now: 12_099) == .abort)
    life.aborted(.retriable, milliseconds: 2000, now: 12_000)
    #expect(life.next(now: 12_100) == .renewProducer(isIsolating: false))
    life.producerRenewed(.done, now: 12_101)
    #expect(life.next(now: 12_101) == .seekToCommitted([at(0, 0)]))
  }

  @Test func `A call of the last transaction was not answered: the next one has all of its own time`() {
    var life = unanswered()
    life.offsetsSent(.done, milliseconds: 1, now: 2101)
    life.committed(.done, milliseconds: 1, now: 2102)
    life.producerRenewed(.done, now: 2103)
    life.take(0, 1, now: 20_000)
    life.polled(nothing: true)
    _ = life.next(now: 20_005)
    life.offsetsSent(.retriable, milliseconds: 2000, now: 22_005)
    #expect(life.transaction == .sendingOffsets)
  }

  @Test func `Nothing was lost and nothing slow: the producer goes on, after an abort too`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.commit(now: 0)
    life.take(0, 1, now: 20)
    life.abort(now: 20)
    #expect(!life.producerIsSpent)
  }

  @Test func `A record comes while the producer cannot be made: it is come back to`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.disturbed()
    life.commit(now: 0)
    #expect(life.next(now: 10) == .renewProducer(isIsolating: false))
    life.producerRenewed(.retriable, now: 5000)
    #expect(life.next(now: 5000) == .wait(milliseconds: 1000))
    #expect(life.next(now: 6000) == .poll(milliseconds: 0), "the group may be waiting for this lane")
    life.take(0, 1, now: 6000)
    #expect(life.transaction == .none)
    #expect(life.next(now: 6001) == .renewProducer(isIsolating: false))
    life.producerRenewed(.done, now: 6002)
    #expect(life.next(now: 6002) == .seek([at(0, 1)]))
  }
}
