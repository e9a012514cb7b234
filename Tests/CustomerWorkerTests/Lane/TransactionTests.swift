import Testing

@testable import CustomerWorker

@Suite struct TransactionTests {
  @Test func `A lane makes its producer, places its partitions, and then waits for records`() {
    var life = LaneLife.fresh()
    #expect(life.next(now: 0) == .renewProducer(isIsolating: false))
    life.producerRenewed(.done, now: 0)
    #expect(life.next(now: 0) == .poll(milliseconds: 200))
    life.assigned([0, 2])
    #expect(life.next(now: 0) == .place([0, 2]))
    life.placed([at(0, 7), at(2, 0)])
    #expect(life.next(now: 0) == .poll(milliseconds: 200))
  }

  @Test func `A single command is committed 5 ms after it came`() {
    var life = LaneLife.started(0)
    life.take(0, 0, now: 1000)
    #expect(life.next(now: 1000) == .poll(milliseconds: 5))
    life.polled(nothing: true)
    #expect(life.next(now: 1004) == .poll(milliseconds: 1))
    life.polled(nothing: true)
    #expect(life.next(now: 1005) == .sendOffsets([at(0, 1)]))
    life.offsetsSent(.done, milliseconds: 1, now: 1006)
    #expect(life.next(now: 1006) == .commit)
    life.committed(.done, milliseconds: 1, now: 1007)
    #expect(life.next(now: 1007) == .poll(milliseconds: 200))
  }

  @Test func `After a commit the lane rests, unless more was waiting`() {
    var bounds = LaneLife.testBounds
    bounds.restMilliseconds = 3
    var life = LaneLife.started(0, bounds: bounds)
    life.take(0, 0, now: 0)
    life.commit(now: 0)
    #expect(life.next(now: 7) == .wait(milliseconds: 3))
    #expect(life.next(now: 10) == .poll(milliseconds: 200))
    life.take(0, 1, now: 10)
    #expect(life.next(now: 110) == .sendOffsets([at(0, 2)]))
    life.offsetsSent(.done, milliseconds: 1, now: 111)
    #expect(life.next(now: 111) == .commit)
    life.committed(.done, milliseconds: 1, now: 112)
    #expect(life.next(now: 112) == .poll(milliseconds: 200))
  }

  @Test func `While records go on coming, a transaction ends with its interval`() {
    var life = LaneLife.started(0)
    life.take(0, 0, now: 0)
    life.polled(nothing: true)
    life.take(0, 1, now: 4)
    #expect(life.next(now: 99) == .poll(milliseconds: 0))
    #expect(life.next(now: 100) == .sendOffsets([at(0, 2)]))
  }

  @Test func `A transaction ends at its number of outgoing records`() {
    var life = LaneLife.started(0, 1)
    life.take(0, 0)
    life.take(1, 0)
    #expect(!life.isFull)
    life.take(0, 1)
    #expect(life.isFull)
    #expect(life.next(now: 0) == .sendOffsets([at(0, 2), at(1, 1)]))
  }

  @Test func `A transaction ends at its bytes`() {
    var life = LaneLife.started(0)
    life.take(0, 0, bytes: 100)
    #expect(life.next(now: 0) == .sendOffsets([at(0, 1)]))
  }

  @Test func `A record before the expected offset is not decided again`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.take(0, 0)
    life.take(0, 1)
    #expect(life.records == 2)
  }

  @Test func `A record of a partition that the lane does not own is not decided`() {
    var life = LaneLife.started(0)
    life.take(1, 0)
    life.take(-1, 0)
    life.take(99, 0)
    #expect(life.transaction == .none)
  }

  @Test func `send_offsets asks for an abort, the abort is done: back to the first offsets`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.commit(now: 0)
    life.take(0, 1, now: 20)
    life.take(0, 2, now: 20)
    life.polled(nothing: true)
    #expect(life.next(now: 30) == .sendOffsets([at(0, 3)]))
    life.offsetsSent(.abortable, milliseconds: 1, now: 31)
    #expect(life.next(now: 31) == .abort)
    life.aborted(.done, milliseconds: 1, now: 32)
    #expect(life.next(now: 32) == .seek([at(0, 1)]))
    life.sought([at(0, 1)], now: 32)
    life.take(0, 1, now: 33)
    #expect(life.records == 1)
  }

  @Test func `A retriable send_offsets is sent again with the same offsets after 100 ms`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.polled(nothing: true)
    #expect(life.next(now: 5) == .sendOffsets([at(0, 1)]))
    life.offsetsSent(.retriable, milliseconds: 2000, now: 2005)
    #expect(life.next(now: 2005) == .wait(milliseconds: 100))
    #expect(life.next(now: 2105) == .sendOffsets([at(0, 1)]))
  }

  @Test func `A retriable commit is only ever followed by commit`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.polled(nothing: true)
    _ = life.next(now: 5)
    life.offsetsSent(.done, milliseconds: 1, now: 6)
    for now in stride(from: Int64(10), to: 3000, by: 500) {
      #expect(life.next(now: now) == .commit)
      life.committed(.retriable, milliseconds: 300, now: now + 300)
    }
  }

  @Test func `The commit fails fatally: a new producer first, then back to the committed offsets`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.polled(nothing: true)
    _ = life.next(now: 5)
    life.offsetsSent(.done, milliseconds: 1, now: 6)
    life.committed(.fatal, milliseconds: 1, now: 7)
    #expect(life.next(now: 7) == .renewProducer(isIsolating: false))
    life.producerRenewed(.done, now: 8)
    #expect(life.next(now: 8) == .seekToCommitted([at(0, 0)]))
    life.sought([at(0, 1)], now: 9)
    #expect(life.next(now: 9) == .poll(milliseconds: 200))
    life.take(0, 0)
    #expect(life.transaction == .none, "it was committed after all")
  }

  @Test func `An abort answered by an invalid state may have been a commit: back to the committed offsets`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.polled(nothing: true)
    _ = life.next(now: 5)
    life.offsetsSent(.done, milliseconds: 1, now: 6)
    life.committed(.abortable, milliseconds: 1, now: 7)
    #expect(life.next(now: 7) == .abort)
    life.aborted(.fatal, milliseconds: 1, now: 8)
    #expect(life.next(now: 8) == .renewProducer(isIsolating: false))
    life.producerRenewed(.done, now: 9)
    #expect(life.next(now: 9) == .seekToCommitted([at(0, 0)]))
  }

  @Test func `begin fails: a new producer, and back to the record that it was for`() {
    var life = LaneLife.started(0)
    #expect(life.admits(at(0, 0)) == true)
    life.began(.fatal, now: 0, for: at(0, 0))
    #expect(life.next(now: 0) == .renewProducer(isIsolating: false))
    life.producerRenewed(.done, now: 1)
    #expect(life.next(now: 1) == .seek([at(0, 0)]))
  }

  @Test func `begin fails again and again: each try waits longer`() {
    var life = LaneLife.started(0)
    var waits: [Int64] = []
    for _ in 0..<9 {
      life.began(.fatal, now: 0, for: at(0, 0))
      life.producerRenewed(.done, now: 0)
      if case .wait(let milliseconds) = life.next(now: 0) { waits.append(milliseconds) }
    }
    #expect(waits == [100, 200, 400, 800, 1600, 3200, 5000, 5000])
  }

  @Test func `Fifty transactions in a row are undone and no connection was lost: the lane ends with a reason`() {
    var life = LaneLife.started(0)
    var now: Int64 = 0
    for _ in 0..<UndoneStreak.limit {
      now += 6000
      life.producerRenewed(.done, now: now)
      life.sought([at(0, 0)], now: now)
      life.take(0, 0, now: now)
      life.abort(now: now)
    }
    guard case .stop(.tryAgain(let reason)) = life.next(now: now + 60_000) else {
      Issue.record("the lane goes on")
      return
    }
    #expect(reason.contains("50 transactions in a row"))
  }

  @Test func `However many transactions an outage undoes, the lane goes on`() {
    var life = LaneLife.started(0)
    for turn in 0..<Int64(200) {
      let now = turn * 10_000
      life.producerRenewed(.done, now: now)
      life.sought([at(0, 0)], now: now)
      life.take(0, 0, now: now)
      life.disturbed()
      life.abort(now: now)
    }
    #expect(life.stop == nil)
  }

  @Test func `Three transactions in a row are undone: the producer is made anew, whatever it says of itself`() {
    var life = LaneLife.started(0)
    for now in [Int64(0), 1000, 2000] {
      #expect(!life.producerIsSpent)
      life.sought([at(0, 0)], now: now)
      life.take(0, 0, now: now)
      life.abort(now: now)
    }
    #expect(life.producerIsSpent)
  }
}
