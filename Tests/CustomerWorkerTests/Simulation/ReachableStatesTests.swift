import LaneSimulation
import Testing

@Suite struct ReachableStatesTests {
  @Test func `The table names each state once`() {
    #expect(Set(ReachableStates.all).count == ReachableStates.all.count)
  }

  @Test func `A transaction has a producer that is ready`() {
    for tuple in ReachableStates.all where tuple.phase.isTransaction {
      #expect(tuple.producer == .ready, "\(tuple)")
    }
  }

  @Test func `Partitions that were just assigned have nothing to rewind`() {
    for tuple in ReachableStates.all where tuple.membership == .assigned {
      #expect(tuple.phase == .nothingToRewind, "\(tuple)")
    }
  }

  @Test func `A member that may be replaced only aborts`() {
    for tuple in ReachableStates.all where [.maybeReplaced, .needsConsumer].contains(tuple.membership) {
      #expect(!tuple.phase.isTransaction || tuple.phase == .aborting, "\(tuple)")
    }
  }
}
