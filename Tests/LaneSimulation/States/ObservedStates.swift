/// How often lanes chose their next action in each state.
package struct ObservedStates: Sendable {
  private var counts = Array(repeating: 0, count: StateTuple.count)

  mutating func record(_ tuple: StateTuple) { counts[tuple.slot] += 1 }

  static func += (all: inout ObservedStates, one: ObservedStates) {
    for slot in all.counts.indices { all.counts[slot] += one.counts[slot] }
  }

  /// The reachable states that no lane was in.
  package var unseen: [StateTuple] { ReachableStates.all.filter { counts[$0.slot] == 0 } }

  /// A line for each reachable state: how often it was seen.
  package var report: String {
    ReachableStates.all.map { tuple in
      let count = String(counts[tuple.slot])
      return String(repeating: " ", count: max(1, 12 - count.count)) + "\(count)  \(tuple)"
    }.joined(separator: "\n")
  }
}
