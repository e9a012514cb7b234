import Testing

@testable import CustomerWorker

@Suite struct ReplacedTests {
  /// Stopped past its session; on waking, its commit is fenced and the library says that the session is over.
  private func awake() -> LaneLife {
    var life = LaneLife.started(0, hasInstanceID: true)
    life.take(0, 0)
    life.commit(now: 0)
    life.take(0, 1, now: 20)
    life.revoked(isLost: true, wasStopped: true)
    #expect(life.next(now: 20_000) == .abort)
    life.aborted(.fenced, milliseconds: 1, now: 20_001)
    #expect(life.next(now: 20_001) == .poll(milliseconds: 0))
    life.polled(nothing: true)
    return life
  }

  @Test func `Stopped past its session, replaced under its name, awake: it asks, ends, and does not join again`() {
    var life = awake()
    #expect(life.next(now: 20_002) == .findSuccessor)
    life.successorAnswered(true, now: 20_003)
    #expect(life.next(now: 20_003) == .stop(.replaced))
    #expect(life.membershipIsLost)
  }

  @Test func `Stopped past its session and nobody has its name: it joins again`() {
    var life = awake()
    #expect(life.next(now: 20_002) == .findSuccessor)
    life.successorAnswered(false, now: 20_003)
    #expect(life.next(now: 20_003) == .renewConsumer)
    life.consumerRenewed(true, now: 20_004)
    life.assigned([0])
    #expect(life.next(now: 20_004) == .place([0]))
  }

  @Test func `Stopped past its session, and the coordinator does not answer: it asks for a minute, and ends`() {
    var life = LaneLife.started(0, hasInstanceID: true)
    life.revoked(isLost: true, wasStopped: true)
    for start in stride(from: Int64(0), to: 60_000, by: 1000) {
      #expect(life.next(now: start) == .findSuccessor)
      life.successorAnswered(nil, now: start)
      #expect(life.next(now: start) == .wait(milliseconds: 200))
      #expect(life.next(now: start + 200) == .poll(milliseconds: 0))
      life.polled(nothing: true)
    }
    var other = life
    life.successorAnswered(false, now: 60_000)
    #expect(life.next(now: 60_000) == .renewConsumer)
    other.successorAnswered(nil, now: 60_000)
    guard case .stop(.tryAgain) = other.next(now: 60_000) else {
      Issue.record("it asks for ever")
      return
    }
  }

  /// ListGroups asks every broker, and has no answer as long as one is down.
  @Test func `A broker dies with the coordinator, and the session ends awake: it joins anew and asks nobody`() {
    var life = LaneLife.started(0, hasInstanceID: true)
    life.take(0, 0)
    life.revoked(isLost: true)
    #expect(life.next(now: 10_000) == .abort)
    life.aborted(.done, milliseconds: 1, now: 10_001)
    life.producerIsSpent = false
    #expect(life.next(now: 10_001) == .renewConsumer)
    life.instanceFenced(mayBeReplaced: true)
    #expect(life.next(now: 10_001) == .renewConsumer, "it was fenced for want of a member id, by nobody")
    life.consumerRenewed(true, now: 10_002)
    life.assigned([0])
    #expect(life.next(now: 10_003) == .place([0]))
  }

  @Test func `Asked to stop while nobody knows who has its name: it stops, and does not join again`() {
    var life = LaneLife.started(0, hasInstanceID: true)
    life.revoked(isLost: true, wasStopped: true)
    life.requestStop(.drained)
    #expect(life.next(now: 0) == .stop(.drained))
    #expect(life.membershipIsLost)
  }

  @Test
  func `The session ends awake, and a heartbeat without a member id is fenced: a new consumer joins and asks nobody`() {
    var life = LaneLife.started(0, hasInstanceID: true)
    life.instanceFenced(mayBeReplaced: false)
    #expect(life.next(now: 10_000) == .renewConsumer)
    life.revoked(isLost: true, wasStopped: false)
    #expect(life.next(now: 10_001) == .renewConsumer)
  }

  @Test func `The session ends awake, and the process is stopped before it joins again: it asks first`() {
    var life = LaneLife.started(0, hasInstanceID: true)
    life.revoked(isLost: true, wasStopped: false)
    #expect(life.next(now: 10_000) == .renewConsumer)
    life.stoppedWhileSpent()
    #expect(life.next(now: 40_000) == .findSuccessor)
    life.successorAnswered(true, now: 40_001)
    #expect(life.next(now: 40_001) == .stop(.replaced))
  }

  @Test func `A member with its id is fenced: it asks, and when nobody has its name a new consumer joins`() {
    var life = LaneLife.started(0, hasInstanceID: true)
    life.take(0, 0)
    life.instanceFenced(mayBeReplaced: true)
    #expect(life.next(now: 1) == .abort)
    life.aborted(.done, milliseconds: 1, now: 2)
    #expect(life.next(now: 10_000) == .findSuccessor)
    life.successorAnswered(false, now: 10_001)
    #expect(life.next(now: 10_001) == .renewConsumer)
    life.instanceFenced(mayBeReplaced: true)
    life.consumerRenewed(false, now: 10_002)
    #expect(life.next(now: 10_002) == .wait(milliseconds: 1000))
    life.polled(nothing: true)
    #expect(life.next(now: 11_002) == .renewConsumer)
    life.consumerRenewed(true, now: 11_003)
    #expect(life.next(now: 11_003) == .poll(milliseconds: 200))
    life.assigned([0])
    #expect(life.next(now: 11_004) == .place([0]))
  }

  @Test func `A dynamic member's session ends: it joins again, with the same consumer`() {
    var life = LaneLife.started(0)
    life.revoked(isLost: true)
    #expect(life.next(now: 0) == .unassign)
  }

  @Test func `Partitions are taken from a static member in a rebalance: nobody is asked for`() {
    var life = LaneLife.started(0, hasInstanceID: true)
    life.revoked(isLost: false)
    #expect(life.next(now: 0) == .unassign)
  }
}
