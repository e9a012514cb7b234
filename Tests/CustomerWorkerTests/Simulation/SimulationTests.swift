import Foundation
import LaneSimulation
import Testing

/// `SimulateLanes` runs many more schedules, on all processors.
@Suite struct SimulationTests {
  private static let schedules: UInt64 = 1000

  @Test func `Every command gets one result in order, whatever a random schedule of faults does`() {
    let pool = ProcessorPool()
    var coverage = Coverage()
    for seed in 1...Self.schedules {
      let schedule = Schedule(seed: seed, pool: pool)
      let failure = schedule.run()
      coverage += schedule.coverage
      #expect(failure == nil, "SimulateLanes --schedules 1 --seed \(seed)")
    }
    #expect(coverage.missing.isEmpty, "never happened")
  }

  @Test(arguments: Canary.allCases)
  func `A lie of the clients is noticed`(_ canary: Canary) {
    let pool = ProcessorPool()
    let caught = (UInt64(1)...2000).first { Schedule(seed: $0, canary: canary, pool: pool).run() != nil }
    #expect(caught != nil, "\(canary) breaks the promise and 2000 schedules do not notice")
  }
}
