import Testing

@testable import CustomerWorker

@Suite struct RebalanceTests {
  private func outOfRange(_ partition: Int32) -> Unpositioned {
    Unpositioned(partition: partition, isOutOfRange: true)
  }

  @Test func `Partitions are revoked while a transaction is open: it is committed first`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.polled(isEmpty: false)
    state.revoked(isLost: false)
    state.take(0, 1)
    #expect(state.next(now: 1) == .prepareCommit([at(0, 1)]))
    state.commitPrepared(.done, milliseconds: 1, now: 2)
    #expect(state.next(now: 2) == .commit([at(0, 1)]))
    state.committed(.done, milliseconds: 1, now: 3)
    #expect(state.next(now: 3) == .unassign)
    state.unassigned()
    #expect(state.progress.isEmpty)
  }

  @Test func `Partitions are lost while a transaction is open: it is aborted, and nothing is sought in them`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.revoked(isLost: true)
    #expect(state.next(now: 1) == .abort)
    state.aborted(.done, milliseconds: 1, now: 2)
    #expect(state.next(now: 2) == .unassign)
    state.unassigned()
    #expect(state.next(now: 3) == .poll(milliseconds: 200))
  }

  @Test func `Partitions are revoked, and the commit asks for an abort: given up after the abort, without a wait`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.revoked(isLost: false)
    _ = state.next(now: 1)
    state.commitPrepared(.done, milliseconds: 1, now: 2)
    state.committed(.abortable, milliseconds: 1, now: 3)
    #expect(state.next(now: 3) == .abort)
    state.aborted(.done, milliseconds: 1, now: 4)
    #expect(state.next(now: 4) == .unassign)
  }

  @Test func `Placing fails because the session is over: the revocation is heard before it is tried again`() {
    var state = LaneState.started()
    state.assigned([0])
    #expect(state.next(now: 0) == .assignOffsets([0]))
    state.assignFailed(now: 0)
    #expect(state.next(now: 0) == .wait(milliseconds: 200))
    #expect(state.next(now: 200) == .poll(milliseconds: 0))
    state.polled(isEmpty: false)
    state.revoked(isLost: true)
    #expect(state.next(now: 201) == .unassign)
  }

  @Test func `A seek fails because the partition is gone: the revocation is heard before it is tried again`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.abort(now: 0)
    #expect(state.next(now: 8) == .seek([at(0, 0)]))
    state.sought(nil, now: 8)
    #expect(state.next(now: 208) == .poll(milliseconds: 0))
  }

  @Test func `A record comes between a failed seek and the next: it does not pass the rewind`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.abort(now: 0)
    state.sought(nil, now: 8)
    state.take(0, 1)
    #expect(state.needsTransaction)
    #expect(state.next(now: 208) == .seek([at(0, 0)]))
  }

  @Test func `A record comes before its partition was placed: it is not decided`() {
    var state = LaneState.started(1)
    state.assigned([0, 1])
    state.take(0, 5)
    #expect(state.needsTransaction)
    #expect(state.next(now: 0) == .assignOffsets([0, 1]))
  }

  @Test func `The group gives no partitions: that is answered too`() {
    var state = LaneState.started()
    state.assigned([])
    #expect(state.next(now: 0) == .assignOffsets([]))
    state.offsetsAssigned([])
    #expect(state.next(now: 0) == .poll(milliseconds: 200))
  }

  @Test func `Partitions are assigned while a transaction is open: it is aborted`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.assigned([1])
    #expect(state.next(now: 0) == .abort)
    state.aborted(.done, milliseconds: 1, now: 1)
    #expect(state.next(now: 1) == .assignOffsets([1]))
  }

  @Test func `A partition loses its place while a transaction is open: the transaction first, then the place`() {
    var state = LaneState.started(0, 1)
    state.take(0, 0)
    state.take(1, 0)
    state.offsetOutOfRange(1)
    state.offsetOutOfRange(1)
    state.commit(now: 0)
    #expect(state.next(now: 10) == .assignOffsets(start: [outOfRange(1)], resume: [at(0, 1)]))
    state.offsetsAssigned([at(1, 40)])
    #expect(state.progress.next(0) == 1)
    #expect(state.progress.next(1) == 40)
  }

  @Test func `A partition loses its place in a transaction that is aborted: positioned again, and the other goes back`()
  {
    var state = LaneState.started(0, 1)
    state.take(0, 0)
    state.take(1, 0)
    state.offsetOutOfRange(1)
    state.abort(now: 0)
    #expect(state.next(now: 10) == .assignOffsets(start: [outOfRange(1)], resume: [at(0, 1)]))
    state.offsetsAssigned([at(1, 40)])
    #expect(state.next(now: 10) == .seek([at(0, 0)]))
  }
}
