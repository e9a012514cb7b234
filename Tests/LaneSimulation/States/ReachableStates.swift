/// The states in which a lane chooses its next action: all that may be seen, of all that can be written down.
package enum ReachableStates {
  private typealias Row = (StateTuple.MembershipCase, StateTuple.ProducerCase, [StateTuple.PhaseCase])

  private static let rows: [Row] = StateTuple.MembershipCase.allCases.flatMap { m in StateTuple.ProducerCase.allCases.map { p in (m, p, StateTuple.PhaseCase.allCases) } }

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
