import Foundation
import Testing

@Suite struct SimulationTests {
  /// `LANE_SCHEDULES` runs more, `LANE_SEED` one alone.
  private static let schedules = ProcessInfo.processInfo.environment["LANE_SCHEDULES"].flatMap { UInt64($0) } ?? 3000
  private static let seed = ProcessInfo.processInfo.environment["LANE_SEED"].flatMap { UInt64($0) }

  @Test func `Every command gets one result in order, whatever a random schedule of faults does`() {
    let seeds = Self.seed.map { $0...$0 } ?? 1...Self.schedules
    var failures = 0
    var coverage = Coverage()
    for seed in seeds where failures < 5 {
      var schedule = Schedule(seed: seed)
      let failure = schedule.run()
      coverage += schedule.cluster.coverage
      guard let failure else { continue }
      failures += 1
      Issue.record("LANE_SEED=\(seed): \(failure)")
    }
    print("\(seeds.count) schedules, seeds \(seeds.lowerBound) to \(seeds.upperBound): \(coverage.summary)")
    #expect(seeds.count < 1000 || coverage.missing.isEmpty, "never happened")
  }

  @Test(arguments: BrokenRule.allCases)
  func `A broken rule is caught`(_ rule: BrokenRule) {
    for seed in UInt64(1)...2000 {
      var schedule = Schedule(seed: seed, brokenRule: rule)
      guard let failure = schedule.run() else { continue }
      print("\(rule): caught by seed \(seed): \(failure)")
      return
    }
    Issue.record("\(rule) breaks the promise and 2000 schedules do not tell")
  }
}
