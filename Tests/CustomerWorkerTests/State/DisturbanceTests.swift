import Testing

@testable import CustomerWorker

/// A late EndTxn must meet a dead epoch.
@Suite struct DisturbanceTests {
  /// The offsets of its first transaction were sent, and nothing came back for 2 s of the 10 s that it may take.
  private func unanswered() -> LaneState {
    var limits = LaneState.testLimits
    limits.endTimeoutMilliseconds = 10_000
    var state = LaneState.started(0, limits: limits)
    state.take(0, 0)
    state.polled(isEmpty: true)
    _ = state.next(now: 5)
    state.commitPrepared(.retriable, milliseconds: 2000, now: 2000)
    return state
  }

  @Test func `A connection is lost in a transaction that is committed: a new producer before the next one`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.connectionDisturbed()
    state.commit(now: 0)
    #expect(state.next(now: 10) == .recreateProducer(isIsolating: false))
    state.producerRecreated(.done, now: 11)
    #expect(state.next(now: 11) == .poll(milliseconds: 200), "committed is committed: nothing to go back to")
  }

  @Test func `A connection is lost in a transaction that is aborted: a new producer, then the committed offsets`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.connectionDisturbed()
    state.abort(now: 0)
    #expect(state.next(now: 10) == .recreateProducer(isIsolating: false))
    state.producerRecreated(.done, now: 11)
    #expect(state.next(now: 11) == .seekToCommitted([at(0, 0)]))
  }

  @Test func `A connection is lost between transactions: the producer goes on`() {
    var state = LaneState.started(0)
    state.connectionDisturbed()
    state.take(0, 0)
    state.commit(now: 0)
    #expect(state.producer == .ready)
  }

  @Test(arguments: [(Int64(1000), false), (1001, true)])
  func `A call is slow`(_ milliseconds: Int64, _ isSpent: Bool) {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.polled(isEmpty: true)
    _ = state.next(now: 5)
    state.commitPrepared(.done, milliseconds: milliseconds, now: 2000)
    state.committed(.done, milliseconds: 1, now: 2001)
    #expect((state.producer == .needsRecreation) == isSpent)
  }

  @Test func `The commit had to be called twice: a new producer before the next transaction`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.polled(isEmpty: true)
    _ = state.next(now: 5)
    state.commitPrepared(.done, milliseconds: 1, now: 6)
    state.committed(.retriable, milliseconds: 2, now: 8)
    state.committed(.done, milliseconds: 1, now: 109)
    #expect(state.producer == .needsRecreation)
  }

  @Test
  func `No call that ends the transaction is answered within its time-out: a new producer, then the committed offsets`()
  {
    var state = unanswered()
    state.commitPrepared(.abortable, milliseconds: 2000, now: 4100)
    state.aborted(.retriable, milliseconds: 2000, now: 11_999)
    #expect(state.next(now: 12_099) == .abort)
    state.aborted(.retriable, milliseconds: 2000, now: 12_000)
    #expect(state.next(now: 12_100) == .recreateProducer(isIsolating: false))
    state.producerRecreated(.done, now: 12_101)
    #expect(state.next(now: 12_101) == .seekToCommitted([at(0, 0)]))
  }

  @Test func `A call of the last transaction was not answered: the next one has all of its own time`() {
    var state = unanswered()
    state.commitPrepared(.done, milliseconds: 1, now: 2101)
    state.committed(.done, milliseconds: 1, now: 2102)
    state.producerRecreated(.done, now: 2103)
    state.take(0, 1, now: 20_000)
    state.polled(isEmpty: true)
    _ = state.next(now: 20_005)
    state.commitPrepared(.retriable, milliseconds: 2000, now: 22_005)
    #expect(!state.needsTransaction)
    #expect(state.next(now: 22_105) == .prepareCommit([at(0, 2)]))
  }

  @Test func `Nothing was lost and nothing slow: the producer goes on, after an abort too`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.commit(now: 0)
    state.take(0, 1, now: 20)
    state.abort(now: 20)
    #expect(state.producer == .ready)
  }

  @Test func `A record comes while the producer cannot be made: it is come back to`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.connectionDisturbed()
    state.commit(now: 0)
    #expect(state.next(now: 10) == .recreateProducer(isIsolating: false))
    state.producerRecreated(.retriable, now: 5000)
    #expect(state.next(now: 5000) == .wait(milliseconds: 1000))
    #expect(state.next(now: 6000) == .poll(milliseconds: 0), "the group may be waiting for this lane")
    state.take(0, 1, now: 6000)
    #expect(state.needsTransaction)
    #expect(state.next(now: 6001) == .recreateProducer(isIsolating: false))
    state.producerRecreated(.done, now: 6002)
    #expect(state.next(now: 6002) == .seek([at(0, 1)]))
  }
}
