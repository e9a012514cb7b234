import SeededRandomness
import Testing

@testable import BulkOnboarding

/// Random schedules of faults, crashes and rivals for the production state, on a model of Kafka.
@Suite struct ImportSimulationTests {
  private static let schedules: ClosedRange<UInt64> = 1...25

  @Test func `A job is sent once and its account adds up, wherever its processes crash`() throws {
    for seed in Self.schedules {
      var world = World(seed: seed, faults: 12)
      let name = try #require(JobName("job"))
      let file = ModelFile(rows: Int.random(in: 0...60, using: &world.generator), digest: "d", &world.generator)
      let end = run(&world, [(name, file)])
      guard let done = try finished(end, seed) else { return }
      let rows = world.committedRows(of: name)
      guard rows.sorted() == file.sendable, done.account.sent == rows.count,
        done.account.accepted + done.account.rejected == rows.count,
        done.account.unsent == 0
      else {
        Issue.record(
          "seed \(seed): the rows sent are \(rows.sorted()) of \(file.sendable), the account \(done.account)")
        return
      }
    }
  }

  @Test func `Of two jobs with one file one gives way, and nothing of it is sent`() throws {
    for seed in Self.schedules {
      var world = World(seed: seed, faults: 20)
      let file = ModelFile(rows: 20, digest: "d", &world.generator)
      let names = try ["first", "second"].map { try #require(JobName($0)) }
      let ends = run(&world, names.map { ($0, file) })
      let counts = names.map { world.committedRows(of: $0).count }
      guard counts.sorted() == [0, file.sendable.count] || file.sendable.isEmpty,
        Self.isOneRefused(ends, sent: counts)
      else {
        Issue.record("seed \(seed): the jobs have sent \(counts) rows, and ended \(ends)")
        return
      }
    }
  }

  /// Whether the job that has sent its rows has come to its end, and the other one was refused for it.
  private static func isOneRefused(_ ends: [ImportEnd], sent: [Int]) -> Bool {
    guard ends.count == 2, let winner = sent.firstIndex(where: { $0 > 0 }), case .finished = ends[winner] else {
      return false
    }
    switch ends[1 - winner] {
    case .refused(.beingImported), .refused(.importedBefore): return true
    default: return false
    }
  }

  private func finished(_ ends: [ImportEnd], _ seed: UInt64) throws -> JobDone? {
    guard case .finished(let done)? = ends.first else {
      Issue.record("seed \(seed): the job ended \(ends)")
      return nil
    }
    return done
  }

  /// Runs one process for each job, and a second one of the first at times; starts others when they crash or give up.
  ///
  /// Half way the faults end, so that every job comes to an end.
  private func run(_ world: inout World, _ jobs: [(JobName, ModelFile)]) -> [ImportEnd] {
    var runs = 0
    func start(_ job: Int, _ world: inout World) -> ModelImporter {
      runs += 1
      var plan = JobPlan(
        job: jobs[job].0, run: JobRun(id: "run-\(runs)", host: "host", startedAt: world.now))
      plan.ahead = 15
      plan.transactionRows = 10
      return ModelImporter(plan, jobs[job].1, now: world.now)
    }
    var importers = jobs.indices.map { start($0, &world) }
    var owners = Array(jobs.indices)
    if world.generator.oneIn(2) {
      importers.append(start(0, &world))
      owners.append(0)
    }
    var ends: [ImportEnd?] = jobs.map { _ in nil }
    for step in 0..<4000 {
      if step == 1500 { world.faults = 0 }
      let index = Int.random(in: importers.indices, using: &world.generator)
      world.now += Int64.random(in: 0...40, using: &world.generator)
      if world.generator.oneIn(3) { world.work() }
      if world.generator.oneIn(7) { world.broker.deliverLateCommit() }
      if let open = world.broker.openIDs.randomElement(using: &world.generator),
        world.generator.oneIn(world.faults == 0 ? 50 : world.faults * 3)
      {
        // A transaction's time-out: its process sleeps, or is gone.
        world.broker.expire(open)
      }
      if world.generator.oneIn(world.faults * 3) {
        importers[index] = start(owners[index], &world)
        continue
      }
      importers[index].step(&world)
      guard let end = importers[index].end else { continue }
      switch end {
      case .finished, .refused: ends[owners[index]] = end
      default: break
      }
      if ends.allSatisfy({ $0 != nil }) { return ends.compactMap(\.self) }
      if case .interrupted = end { importers[index] = start(owners[index], &world) }
    }
    return ends.compactMap(\.self)
  }
}
