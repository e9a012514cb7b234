import Testing

@testable import CustomerWorker

@Suite struct TransactionTests {
  @Test func `A lane makes its producer, joins, positions its partitions, and then waits for records`() {
    var state = LaneState.fresh()
    #expect(state.next(now: 0) == .recreateProducer(isIsolating: false))
    state.producerRecreated(.done, now: 0)
    #expect(state.next(now: 0) == .joinGroup)
    state.joined(CallReport(outcome: .done, milliseconds: 0, now: 0))
    #expect(state.next(now: 0) == .poll(milliseconds: 200))
    state.assigned([0, 2])
    #expect(state.next(now: 0) == .assignOffsets([0, 2]))
    state.offsetsAssigned([at(0, 7), at(2, 0)])
    #expect(state.next(now: 0) == .poll(milliseconds: 200))
  }

  @Test func `A single command is committed 5 ms after it came`() {
    var state = LaneState.started(0)
    state.take(0, 0, now: 1000)
    #expect(state.next(now: 1000) == .poll(milliseconds: 5))
    state.polled(isEmpty: true)
    #expect(state.next(now: 1004) == .poll(milliseconds: 1))
    state.polled(isEmpty: true)
    #expect(state.next(now: 1005) == .prepareCommit([at(0, 1)]))
    state.commitPrepared(.done, milliseconds: 1, now: 1006)
    #expect(state.next(now: 1006) == .commit([at(0, 1)]))
    state.committed(.done, milliseconds: 1, now: 1007)
    #expect(state.next(now: 1007) == .poll(milliseconds: 200))
  }

  @Test func `After a commit the lane rests, unless more was waiting`() {
    var limits = LaneState.testLimits
    limits.pauseAfterCommitMilliseconds = 3
    var state = LaneState.started(0, limits: limits)
    state.take(0, 0, now: 0)
    state.commit(now: 0)
    #expect(state.next(now: 7) == .wait(milliseconds: 3))
    #expect(state.next(now: 10) == .poll(milliseconds: 200))
    state.take(0, 1, now: 10)
    #expect(state.next(now: 110) == .prepareCommit([at(0, 2)]))
    state.commitPrepared(.done, milliseconds: 1, now: 111)
    #expect(state.next(now: 111) == .commit([at(0, 2)]))
    state.committed(.done, milliseconds: 1, now: 112)
    #expect(state.next(now: 112) == .poll(milliseconds: 200))
  }

  @Test func `While records go on coming, a transaction ends with its interval`() {
    var state = LaneState.started(0)
    state.take(0, 0, now: 0)
    state.polled(isEmpty: true)
    state.take(0, 1, now: 4)
    #expect(state.next(now: 99) == .poll(milliseconds: 0))
    #expect(state.next(now: 100) == .prepareCommit([at(0, 2)]))
  }

  @Test func `A transaction ends at its number of outgoing records`() {
    var state = LaneState.started(0, 1)
    state.take(0, 0)
    state.take(1, 0)
    #expect(state.transactions.room == 1)
    state.take(0, 1)
    #expect(state.transactions.room == 0)
    #expect(state.next(now: 0) == .prepareCommit([at(0, 2), at(1, 1)]))
  }

  @Test func `A transaction ends at its bytes`() {
    var state = LaneState.started(0)
    state.take(0, 0, bytes: 100)
    #expect(state.next(now: 0) == .prepareCommit([at(0, 1)]))
  }

  @Test func `A record before the expected offset is not decided again`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.take(0, 0)
    state.take(0, 1)
    #expect(state.records == 2)
  }

  @Test func `A record of a partition that the lane does not own is not decided`() {
    var state = LaneState.started(0)
    state.take(1, 0)
    state.take(-1, 0)
    state.take(99, 0)
    #expect(state.needsTransaction)
  }

  @Test func `send_offsets asks for an abort, the abort is done: back to the first offsets`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.commit(now: 0)
    state.take(0, 1, now: 20)
    state.take(0, 2, now: 20)
    state.polled(isEmpty: true)
    #expect(state.next(now: 30) == .prepareCommit([at(0, 3)]))
    state.commitPrepared(.abortable, milliseconds: 1, now: 31)
    #expect(state.next(now: 31) == .abort)
    state.aborted(.done, milliseconds: 1, now: 32)
    #expect(state.next(now: 32) == .seek([at(0, 1)]))
    state.sought([at(0, 1)], now: 32)
    state.take(0, 1, now: 33)
    #expect(state.records == 1)
  }

  @Test func `A retriable send_offsets is sent again with the same offsets after 100 ms`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.polled(isEmpty: true)
    #expect(state.next(now: 5) == .prepareCommit([at(0, 1)]))
    state.commitPrepared(.retriable, milliseconds: 2000, now: 2005)
    #expect(state.next(now: 2005) == .wait(milliseconds: 100))
    #expect(state.next(now: 2105) == .prepareCommit([at(0, 1)]))
  }

  @Test func `A retriable commit is only ever followed by commit`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.polled(isEmpty: true)
    _ = state.next(now: 5)
    state.commitPrepared(.done, milliseconds: 1, now: 6)
    for now in stride(from: Int64(10), to: 3000, by: 500) {
      #expect(state.next(now: now) == .commit([at(0, 1)]))
      state.committed(.retriable, milliseconds: 300, now: now + 300)
    }
  }

  @Test func `The commit fails fatally: a new producer first, then back to the committed offsets`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.polled(isEmpty: true)
    _ = state.next(now: 5)
    state.commitPrepared(.done, milliseconds: 1, now: 6)
    state.committed(.fatal, milliseconds: 1, now: 7)
    #expect(state.next(now: 7) == .recreateProducer(isIsolating: false))
    state.producerRecreated(.done, now: 8)
    #expect(state.next(now: 8) == .seekToCommitted([at(0, 0)]))
    state.sought([at(0, 1)], now: 9)
    #expect(state.next(now: 9) == .poll(milliseconds: 200))
    state.take(0, 0)
    #expect(state.needsTransaction, "it was committed after all")
  }

  @Test func `An abort answered by an invalid state may have been a commit: back to the committed offsets`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.polled(isEmpty: true)
    _ = state.next(now: 5)
    state.commitPrepared(.done, milliseconds: 1, now: 6)
    state.committed(.abortable, milliseconds: 1, now: 7)
    #expect(state.next(now: 7) == .abort)
    state.aborted(.fatal, milliseconds: 1, now: 8)
    #expect(state.next(now: 8) == .recreateProducer(isIsolating: false))
    state.producerRecreated(.done, now: 9)
    #expect(state.next(now: 9) == .seekToCommitted([at(0, 0)]))
  }

  @Test func `A begin fails: a new producer, and back to the record that it was for`() {
    var state = LaneState.started(0)
    #expect(state.accepts(at(0, 0)) == true)
    state.began(.fatal, now: 0, for: at(0, 0))
    #expect(state.next(now: 0) == .recreateProducer(isIsolating: false))
    state.producerRecreated(.done, now: 1)
    #expect(state.next(now: 1) == .seek([at(0, 0)]))
  }

  @Test func `A begin fails again and again: each try waits longer`() {
    var state = LaneState.started(0)
    var waits: [Int64] = []
    for now in stride(from: Int64(0), to: 90_000, by: 10_000) {
      state.began(.fatal, now: now, for: at(0, 0))
      if case .wait(let milliseconds) = state.next(now: now) { waits.append(milliseconds) }
      state.producerRecreated(.done, now: now)
      state.sought([at(0, 0)], now: now)
    }
    #expect(waits == [100, 200, 400, 800, 1600, 3200, 5000, 5000])
  }

  /// Rolls a transaction back, and makes the lane ready for the next one.
  private func rollBack(_ state: inout LaneState, now: Int64, isDisturbed: Bool = false) {
    state.take(0, 0, now: now)
    if isDisturbed { state.connectionDisturbed() }
    state.abort(now: now)
    if state.producer == .needsRecreation { state.producerRecreated(.done, now: now) }
    state.sought([at(0, 0)], now: now)
  }

  @Test func `Fifty transactions in a row are aborted and no connection was lost: the lane stops with a reason`() {
    var state = LaneState.started(0)
    for turn in 1...Int64(ConsecutiveAborts.limit) { rollBack(&state, now: turn * 6000) }
    guard case .stop(.temporaryFailure(let reason), _) = state.next(now: 400_000) else {
      Issue.record("the lane goes on")
      return
    }
    #expect(reason.contains("50 transactions in a row"))
  }

  @Test func `However many transactions an outage aborts, the lane goes on`() {
    var state = LaneState.started(0)
    for turn in 0..<Int64(200) { rollBack(&state, now: turn * 10_000, isDisturbed: true) }
    #expect(state.stopReason == nil)
  }

  @Test func `Three transactions in a row are aborted: the producer is made again, whatever it says of itself`() {
    var state = LaneState.started(0)
    for now in [Int64(0), 1000] {
      rollBack(&state, now: now)
      #expect(state.producer == .ready)
    }
    state.take(0, 0, now: 2000)
    state.abort(now: 2000)
    #expect(state.producer == .needsRecreation)
  }
}
