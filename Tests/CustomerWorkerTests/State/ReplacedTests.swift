import Testing

@testable import CustomerWorker

@Suite struct ReplacedTests {
  /// Stopped past its session; on waking, its commit is fenced and the library says that the session is over.
  private func awake() -> LaneState {
    var state = LaneState.started(0, instanceID: "worker")
    state.take(0, 0)
    state.commit(now: 0)
    state.take(0, 1, now: 20)
    state.revoked(isLost: true, wasSuspended: true)
    #expect(state.next(now: 20_000) == .abort)
    state.aborted(.fenced, milliseconds: 1, now: 20_001)
    #expect(state.next(now: 20_001) == .poll(milliseconds: 0))
    state.polled(isEmpty: true)
    return state
  }

  @Test func `Stopped past its session, replaced under its name, awake: it asks, ends, and does not join again`() {
    var state = awake()
    #expect(state.next(now: 20_002) == .findReplacement)
    state.replacementAnswered(true, now: 20_003)
    let vanish = Departure(group: .vanish, abortsTransaction: false)
    #expect(state.next(now: 20_003) == .stop(.replaced, vanish), "leaving would remove the other process")
  }

  @Test func `Stopped past its session and nobody has its name: it joins again`() {
    var state = awake()
    #expect(state.next(now: 20_002) == .findReplacement)
    state.replacementAnswered(false, now: 20_003)
    #expect(state.next(now: 20_003) == .recreateConsumer)
    state.consumerRecreated(true, now: 20_004)
    state.assigned([0])
    #expect(state.next(now: 20_004) == .assignOffsets([0]))
  }

  @Test func `Stopped past its session, and the coordinator does not answer: it asks for a minute, and ends`() {
    var state = LaneState.started(0, instanceID: "worker")
    state.revoked(isLost: true, wasSuspended: true)
    for start in stride(from: Int64(0), to: 60_000, by: 1000) {
      #expect(state.next(now: start) == .findReplacement)
      state.replacementAnswered(nil, now: start)
      #expect(state.next(now: start) == .wait(milliseconds: 200))
      #expect(state.next(now: start + 200) == .poll(milliseconds: 0))
      state.polled(isEmpty: true)
    }
    var other = state
    state.replacementAnswered(false, now: 60_000)
    #expect(state.next(now: 60_000) == .recreateConsumer)
    other.replacementAnswered(nil, now: 60_000)
    guard case .stop(.temporaryFailure, _) = other.next(now: 60_000) else {
      Issue.record("it asks forever")
      return
    }
  }

  /// ListGroups asks every broker, and has no answer as long as one is down.
  @Test func `A broker dies with the coordinator, and the session ends awake: it joins anew and asks nobody`() {
    var state = LaneState.started(0, instanceID: "worker")
    state.take(0, 0)
    state.revoked(isLost: true)
    #expect(state.next(now: 10_000) == .abort)
    state.aborted(.done, milliseconds: 1, now: 10_001)
    #expect(state.next(now: 10_001) == .recreateConsumer)
    state.instanceFenced(mayBeReplaced: true)
    #expect(state.next(now: 10_001) == .recreateConsumer, "it was fenced for want of a member id, by nobody")
    state.consumerRecreated(true, now: 10_002)
    state.assigned([0])
    #expect(state.next(now: 10_003) == .assignOffsets([0]))
  }

  @Test func `Asked to stop while nobody knows who has its name: it stops, and does not join again`() {
    var state = LaneState.started(0, instanceID: "worker")
    state.revoked(isLost: true, wasSuspended: true)
    state.requestStop(.drained)
    #expect(state.next(now: 0) == .stop(.drained, Departure(group: .vanish, abortsTransaction: false)))
  }

  @Test
  func `The session ends awake, and a heartbeat without a member id is fenced: a new consumer joins and asks nobody`() {
    var state = LaneState.started(0, instanceID: "worker")
    state.instanceFenced(mayBeReplaced: false)
    #expect(state.next(now: 10_000) == .recreateConsumer)
    state.revoked(isLost: true, wasSuspended: false)
    #expect(state.next(now: 10_001) == .recreateConsumer)
  }

  @Test func `The session ends awake, and the process is stopped before it joins again: it asks first`() {
    var state = LaneState.started(0, instanceID: "worker")
    state.revoked(isLost: true, wasSuspended: false)
    #expect(state.next(now: 10_000) == .recreateConsumer)
    let mayRejoin = state.mayRejoin(wasSuspended: true)
    #expect(!mayRejoin)
    #expect(state.next(now: 40_000) == .findReplacement)
    state.replacementAnswered(true, now: 40_001)
    #expect(state.next(now: 40_001) == .stop(.replaced, Departure(group: .vanish, abortsTransaction: false)))
  }

  @Test func `A member with its id is fenced: it asks, and when nobody has its name a new consumer joins`() {
    var state = LaneState.started(0, instanceID: "worker")
    state.take(0, 0)
    state.instanceFenced(mayBeReplaced: true)
    #expect(state.next(now: 1) == .abort)
    state.aborted(.done, milliseconds: 1, now: 2)
    #expect(state.next(now: 10_000) == .findReplacement)
    state.replacementAnswered(false, now: 10_001)
    #expect(state.next(now: 10_001) == .recreateConsumer)
    state.instanceFenced(mayBeReplaced: true)
    state.consumerRecreated(false, now: 10_002)
    #expect(state.next(now: 10_002) == .wait(milliseconds: 1000))
    state.polled(isEmpty: true)
    #expect(state.next(now: 11_002) == .recreateConsumer)
    state.consumerRecreated(true, now: 11_003)
    state.assigned([0])
    #expect(state.next(now: 11_004) == .assignOffsets([0]))
  }

  @Test func `A dynamic member's session ends: it joins again, with the same consumer`() {
    var state = LaneState.started(0)
    state.revoked(isLost: true)
    #expect(state.next(now: 0) == .unassign)
  }

  @Test func `Partitions are taken from a static member in a rebalance: nobody is asked for`() {
    var state = LaneState.started(0, instanceID: "worker")
    state.revoked(isLost: false)
    #expect(state.next(now: 0) == .unassign)
  }
}
