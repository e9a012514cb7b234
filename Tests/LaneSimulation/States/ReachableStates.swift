/// The states in which a lane chooses its next action: all that may be seen, of all that can be written down.
package enum ReachableStates {
  private typealias Row = (StateTuple.MembershipCase, StateTuple.ProducerCase, [StateTuple.PhaseCase])

  private static let between: [StateTuple.PhaseCase] = [.nothingToRewind, .toFirstOffsets, .toCommittedOffsets]
  private static let transaction: [StateTuple.PhaseCase] = [.open, .preparingCommit, .committing, .aborting]

  private static let rows: [Row] = [
    // A producer is made before the group is joined.
    (.notJoined, .none, [.nothingToRewind]),
    (.notJoined, .ready, [.nothingToRewind]),

    (.settled, .ready, between + transaction),
    (.settled, .needsRecreation, between),
    (.settled, .fenced, between),

    // The log may lose an offset at any time, and the other partitions are read on.
    (.partlyPositioned, .ready, between + transaction),
    (.partlyPositioned, .needsRecreation, between),
    (.partlyPositioned, .fenced, between),

    // What the last assignment had to rewind is forgotten.
    (.assigned, .ready, [.nothingToRewind]),
    (.assigned, .needsRecreation, [.nothingToRewind]),
    (.assigned, .fenced, [.nothingToRewind]),

    // The transaction ends before the partitions are given up.
    (.revoked, .ready, between + transaction),
    (.revoked, .needsRecreation, between),
    (.revoked, .fenced, between),

    // A transaction is aborted.
    (.maybeReplaced, .ready, between + [.aborting]),
    (.maybeReplaced, .needsRecreation, between),
    (.maybeReplaced, .fenced, between),
    (.needsConsumer, .ready, between + [.aborting]),
    (.needsConsumer, .needsRecreation, between),
    (.needsConsumer, .fenced, between),
  ]

  package static let all: [StateTuple] = rows.flatMap { membership, producer, phases in
    phases.map { StateTuple(membership, producer, $0) }
  }

  private static let isReachable: [Bool] = {
    var isReachable = Array(repeating: false, count: StateTuple.count)
    for tuple in all { isReachable[tuple.slot] = true }
    return isReachable
  }()

  package static func contains(_ tuple: StateTuple) -> Bool { isReachable[tuple.slot] }
}
