import SeededRandomness

@testable import BulkOnboarding

/// A process that imports: it performs what the production state says, on the model of Kafka, with faults between.
struct ModelImporter {
  let name: JobName
  let file: ModelFile
  private(set) var state: ImportState
  private(set) var end: ImportEnd?
  private let run: JobRun
  private var epoch = -1
  private var reader = SentPosition.beginning
  private var lastOffsets = [Int64](repeating: -1, count: ModelBroker.partitions)
  private var pendingOffsets = [Int64](repeating: -1, count: ModelBroker.partitions)
  private var isAtEnd = false
  private var progress: JobProgress?

  init(_ plan: JobPlan, _ file: ModelFile, now: Int64) {
    name = plan.job
    self.file = file
    run = plan.run
    state = ImportState(plan, now: now)
  }

  private var id: String { "group/import/\(name)" }

  /// A call's fate.
  enum Fate: CaseIterable {
    case sound, soundly, smoothly
    /// The call fails and has no effect.
    case lost
    /// The call takes effect and fails.
    case unanswered
    /// The call takes effect, and its request arrives once more later.
    case doubled
    /// The call takes effect and asks for a repetition.
    case repeated
  }

  /// Performs the next action.
  mutating func step(_ world: inout World) {
    let action = state.next(now: world.now)
    if world.trace != nil { world.trace?.append("\(run.id) \(action)") }
    switch action {
    case .readFile: state.fileRead(file.summary, reading: nil, now: world.now)
    case .lookAtJobs: state.jobsRead(jobs(world.broker.read(.jobs).entries), now: world.now)
    case .makeProducer:
      if world.generator.oneIn(world.faults) { return state.producerMade(ImportCallReport(.failed), now: world.now) }
      epoch = world.broker.initialize(id)
      state.producerMade(.done, now: world.now)
    case .readJobs:
      let (entries, isWhole) = world.broker.read(.jobs)
      // The process waits for somebody's open transaction.
      guard isWhole else { return }
      state.jobsRead(jobs(entries), now: world.now)
      if let job = state.job { lastOffsets = job.lastOffsets }
    case .write(let record): write(record, &world)
    case .rewind(let position):
      reader = position
      isAtEnd = position.row == file.summary.rows
      state.rewound()
    case .awaitRows: state.rowsAwaited(areThere: true)
    case .begin:
      pendingOffsets = lastOffsets
      state.began(.done, now: world.now)
    case .sendRows(let atMost, _): sendRows(atMost, &world)
    case .flush:
      let (report, _) = call(&world, isCommit: false) { _ in }
      state.flushed(report, now: world.now)
    case .sendProgress(let position, let isComplete):
      let progress = JobProgress(run: run, position: position, lastOffsets: pendingOffsets, isComplete: isComplete)
      let report = produce(&world) { broker, id in
        _ = broker.produce(
          id, .jobs, key: JobRecord.key(of: name, .progress), value: JobRecord.progress(progress).value)
      }
      self.progress = progress
      state.progressSent(report, now: world.now)
    case .commit: commit(&world)
    case .countAnswers:
      let answers = world.answers(to: name)
      state.answersCounted(answers.count, isSettled: world.isSettled(name), now: world.now)
    case .askGroup: state.groupAsked(members: world.generator.oneIn(4) ? 0 : 2, now: world.now)
    case .suspend: state.resumed(now: world.now)
    case .wait: break
    case .writeFiles: state.filesWritten(nil)
    case .stop(let end): self.end = end
    }
  }

  private func jobs(_ entries: [(offset: Int, entry: ModelBroker.Entry)]) -> Jobs {
    var jobs = Jobs()
    for (offset, entry) in entries { jobs.apply(key: entry.key, value: entry.value, offset: Int64(offset)) }
    return jobs
  }

  // MARK: Calls with faults

  /// Makes a call of the producer; the report, and whether it took effect.
  private func call(
    _ world: inout World, isCommit: Bool = true, _ effect: (ModelBroker) -> Void
  ) -> (ImportCallReport, Bool) {
    guard world.broker.isCurrent(id, epoch) else { return (ImportCallReport(.fenced), false) }
    let fate =
      world.generator.oneIn(world.faults) ? Fate.allCases.randomElement(using: &world.generator) ?? .sound : .sound
    if fate == .lost { return (ImportCallReport(.failed), false) }
    effect(world.broker)
    switch fate {
    case .unanswered: return (ImportCallReport(.failed), true)
    case .doubled:
      // Only a request that ends a transaction does harm when it arrives once more.
      if isCommit { world.broker.keepLateCommit(id, epoch) }
      return (ImportCallReport(.done, isDisturbed: true), true)
    case .repeated: return (ImportCallReport(.retriable), true)
    default: return (.done, true)
    }
  }

  /// Produces; a record that is queued is written or the transaction cannot be committed.
  private func produce(_ world: inout World, _ effect: (ModelBroker, String) -> Void) -> ImportCallReport {
    guard world.broker.isCurrent(id, epoch) else { return ImportCallReport(.fenced) }
    if world.generator.oneIn(world.faults * 4) { return ImportCallReport(.failed) }
    effect(world.broker, id)
    return .done
  }

  private mutating func sendRows(_ atMost: Int, _ world: inout World) {
    let (rows, position, isLast) = file.read(
      from: reader, atMost: min(atMost, Int.random(in: 1...5, using: &world.generator)))
    var offsets = pendingOffsets
    let report = produce(&world) { broker, id in
      for row in rows {
        let partition = row % ModelBroker.partitions
        offsets[partition] = Int64(
          broker.produce(id, .commands(partition), key: Array("\(name)/\(row)".utf8), value: []))
      }
    }
    pendingOffsets = offsets
    reader = position
    state.rowsSent(
      report, rows: rows.count, bytes: rows.count * 100, position: position, isAtEnd: isLast, now: world.now)
  }

  private mutating func commit(_ world: inout World) {
    guard let progress else { return }
    let id = id
    let (report, _) = call(&world) { $0.commit(id) }
    if report.outcome == .done { lastOffsets = pendingOffsets }
    state.committed(report, progress, now: world.now)
  }

  private mutating func write(_ record: ImportRecord, _ world: inout World) {
    let done = JobDone(state: .finished, run: run, at: world.now, account: world.account(of: name, file))
    let name = name
    let topic = JobTopic(name: "commands", startOffsets: Array(repeating: 0, count: ModelBroker.partitions))
    let kind: JobRecord.Kind
    let value: [UInt8]?
    switch record {
    case .opened:
      let opened = JobOpened(
        run: run, file: file.summary, reading: ModelFile.plan, commands: topic, accepted: topic,
        rejected: topic, workspace: nil, group: "group", again: state.plan.again)
      (kind, value) = (.opened, JobRecord.opened(opened).value)
    case .takeOver(let position, let isComplete):
      let progress = JobProgress(
        run: run, position: position, lastOffsets: lastOffsets, isComplete: isComplete)
      (kind, value) = (.progress, JobRecord.progress(progress).value)
    case .withdrawal: (kind, value) = (.opened, nil)
    case .done: (kind, value) = (.done, JobRecord.done(done).value)
    }
    let id = id
    let (report, _) = call(&world) { broker in
      _ = broker.produce(id, .jobs, key: JobRecord.key(of: name, kind), value: value)
      broker.commit(id)
    }
    state.recordWritten(record, report, done, now: world.now)
  }
}
