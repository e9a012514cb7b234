internal import SeededRandomness

/// What all processes of a schedule share: the cluster, the clock, the faults and the randomness.
final class World {
  var cluster: ModelCluster
  var random: SeededGenerator
  var faults: FaultPlan
  /// Milliseconds.
  var now: Int64 = 0
  let canary: Canary?

  init(cluster: ModelCluster, random: SeededGenerator, faults: FaultPlan, canary: Canary?) {
    self.cluster = cluster
    self.random = random
    self.faults = faults
    self.canary = canary
  }

  /// Leaders with damaged disks have moved.
  var isMended = false

  func chance(_ perMille: Int) -> Bool { random.chance(perMille) }

  func record(_ event: Coverage.Event) { cluster.coverage.record(event) }

  /// A lane chooses its next action in this state.
  func observe(_ state: StateTuple) {
    cluster.coverage.states.record(state)
    if !ReachableStates.contains(state) { fail("a lane is in a state that nothing should lead to: \(state)") }
  }

  func fail(_ violation: String) {
    if cluster.violation == nil { cluster.violation = violation }
  }
}
