import Testing

@testable import CustomerWorker

@Suite struct UnassignedPartitionTests {
  /// A lane that has been assigned a partition, at its first survey.
  private func surveying() -> LaneState {
    let state = LaneState.started(0, instanceID: "worker")
    #expect(state.next(now: 0) == .poll(milliseconds: 200))
    #expect(state.next(now: 4999) == .poll(milliseconds: 200))
    #expect(state.next(now: 5000) == .checkUnassignedPartitions)
    return state
  }

  @Test
  func `A partition is added, every static member restarts, no rebalance comes of it: the group is asked for one`() {
    var state = surveying()
    state.unassignedPartitionsChecked(.someUnassigned, now: 5001)
    #expect(state.next(now: 5001) == .poll(milliseconds: 200))
    #expect(state.next(now: 10_001) == .checkUnassignedPartitions)
    state.unassignedPartitionsChecked(.someUnassigned, now: 10_001)
    #expect(state.next(now: 10_001) == .resubscribe)
    state.resubscribed(now: 6000)
    state.revoked(isLost: false)
    #expect(state.next(now: 10_002) == .unassign)
    state.unassigned()
    state.assigned([0, 1])
    #expect(state.next(now: 10_003) == .assignOffsets([0, 1]))
  }

  @Test func `Joining again mends nothing: the next look is a whole interval away`() {
    var state = surveying()
    state.unassignedPartitionsChecked(.someUnassigned, now: 5001)
    state.unassignedPartitionsChecked(.someUnassigned, now: 5900)
    state.resubscribed(now: 6000)
    state.assigned([0], now: 6000)
    state.offsetsAssigned([at(0, 0)])
    #expect(state.next(now: 6000) == .poll(milliseconds: 200))
    #expect(state.next(now: 65_999) == .poll(milliseconds: 200))
    #expect(state.next(now: 66_000) == .checkUnassignedPartitions)
  }

  @Test func `All is owned: it looks again after an interval, and after each assignment`() {
    var state = surveying()
    state.unassignedPartitionsChecked(.allAssigned, now: 5001)
    #expect(state.next(now: 65_000) == .poll(milliseconds: 200))
    #expect(state.next(now: 65_001) == .checkUnassignedPartitions)
    state.unassignedPartitionsChecked(.allAssigned, now: 65_002)
    state.assigned([0], now: 70_000)
    state.offsetsAssigned([at(0, 0)])
    #expect(state.next(now: 70_000) == .poll(milliseconds: 200))
    #expect(state.next(now: 75_000) == .checkUnassignedPartitions)
  }

  @Test func `A partition is just being shared out: it is looked at twice`() {
    var state = surveying()
    state.unassignedPartitionsChecked(.someUnassigned, now: 5001)
    state.unassignedPartitionsChecked(.allAssigned, now: 10_001)
    state.unassignedPartitionsChecked(.someUnassigned, now: 70_001)
    #expect(state.next(now: 70_001) == .poll(milliseconds: 200))
    state.unassignedPartitionsChecked(.unknown, now: 75_001)
    state.unassignedPartitionsChecked(.someUnassigned, now: 80_001)
    #expect(state.next(now: 80_001) == .poll(milliseconds: 200))
  }

  @Test func `The coordinator is away: it asks again soon`() {
    var state = surveying()
    state.unassignedPartitionsChecked(.unknown, now: 5001)
    #expect(state.next(now: 10_000) == .poll(milliseconds: 200))
    #expect(state.next(now: 10_001) == .checkUnassignedPartitions)
  }

  @Test func `The survey is due in the middle of a transaction: it waits for the commit`() {
    var state = surveying()
    state.take(0, 0, now: 5000)
    #expect(state.next(now: 5005) != .checkUnassignedPartitions)
    state.commit(now: 5010)
    #expect(state.next(now: 5050) == .checkUnassignedPartitions)
  }
}
