import Testing

@testable import CustomerWorker

@Suite struct OwnershipTests {
  /// A lane that has been assigned a partition, at its first survey.
  private func surveying() -> LaneLife {
    var life = LaneLife.started(0, hasInstanceID: true)
    #expect(life.next(now: 0) == .poll(milliseconds: 200))
    #expect(life.next(now: 4999) == .poll(milliseconds: 200))
    #expect(life.next(now: 5000) == .surveyOwnership)
    return life
  }

  @Test
  func `A partition is added, every static member restarts, no rebalance comes of it: the group is asked for one`() {
    var life = surveying()
    life.survey.answered(.unowned, now: 5001)
    #expect(life.next(now: 5001) == .poll(milliseconds: 200))
    #expect(life.next(now: 10_001) == .surveyOwnership)
    life.survey.answered(.unowned, now: 10_001)
    #expect(life.next(now: 10_001) == .joinAgain)
    life.survey.joinedAgain()
    life.revoked(isLost: false)
    #expect(life.next(now: 10_002) == .unassign)
    life.unassigned()
    life.assigned([0, 1])
    #expect(life.next(now: 10_003) == .place([0, 1]))
  }

  @Test func `Joining again mends nothing: the next look is a whole interval away`() {
    var life = surveying()
    life.survey.answered(.unowned, now: 5001)
    life.survey.answered(.unowned, now: 5900)
    life.survey.joinedAgain()
    life.assigned([0])
    life.placed([at(0, 0)])
    #expect(life.next(now: 6000) == .poll(milliseconds: 200))
    #expect(life.next(now: 65_999) == .poll(milliseconds: 200))
    #expect(life.next(now: 66_000) == .surveyOwnership)
  }

  @Test func `All is owned: it looks again after an interval, and after each assignment`() {
    var life = surveying()
    life.survey.answered(.owned, now: 5001)
    #expect(life.next(now: 65_000) == .poll(milliseconds: 200))
    #expect(life.next(now: 65_001) == .surveyOwnership)
    life.survey.answered(.owned, now: 65_002)
    life.assigned([0])
    life.placed([at(0, 0)])
    #expect(life.next(now: 70_000) == .poll(milliseconds: 200))
    #expect(life.next(now: 75_000) == .surveyOwnership)
  }

  @Test func `A partition is just being shared out: it is looked at twice`() {
    var life = surveying()
    life.survey.answered(.unowned, now: 5001)
    life.survey.answered(.owned, now: 10_001)
    life.survey.answered(.unowned, now: 70_001)
    #expect(life.next(now: 70_001) == .poll(milliseconds: 200))
    life.survey.answered(.unknown, now: 75_001)
    life.survey.answered(.unowned, now: 80_001)
    #expect(life.next(now: 80_001) == .poll(milliseconds: 200))
  }

  @Test func `The coordinator is away: it asks again soon`() {
    var life = surveying()
    life.survey.answered(.unknown, now: 5001)
    #expect(life.next(now: 10_000) == .poll(milliseconds: 200))
    #expect(life.next(now: 10_001) == .surveyOwnership)
  }

  @Test func `The survey is due in the middle of a transaction: it waits for the commit`() {
    var life = surveying()
    life.take(0, 0, now: 5000)
    #expect(life.next(now: 5005) != .surveyOwnership)
    life.commit(now: 5010)
    #expect(life.next(now: 5050) == .surveyOwnership)
  }
}
