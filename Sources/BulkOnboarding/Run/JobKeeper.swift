internal import Kafka
internal import Platform
package import Settings

/// Changes to a job from outside its import.
package struct JobKeeper: Sendable {
  package let settings: WorkerSettings
  package let run: JobRun

  package init(_ settings: WorkerSettings, _ run: JobRun) {
    self.settings = settings
    self.run = run
  }

  /// The time within which an import that goes on has to be fenced for good.
  private static let cancelMilliseconds: Int64 = 60_000

  /// Ends a job: fences its import, so that not one more row is committed, and writes its account so far.
  ///
  /// The import that is fenced takes its id back unless it finds another run's record: so one is written before the results
  /// are counted, which takes a while.
  ///
  /// - Returns: the record that ends the job, which may be an older one; nil when there is no such job.
  package func cancel(
    _ name: JobName, while isRunning: () -> Bool, onWait: (Int64) -> Void
  ) throws -> JobDone? {
    let deadline = MonotonicClock.milliseconds() + Self.cancelMilliseconds
    while true {
      let producer = try JobProducer(settings, name)
      // After the fencing, so that nothing follows what is read here.
      guard let job = try JobsTopicReader(settings).read(while: isRunning, onWait: onWait).asked(name) else {
        return nil
      }
      if let done = job.done { return done }
      let taken = JobProgress(run: run, position: job.position, lastOffsets: job.lastOffsets, isComplete: job.isSent)
      let report = producer.write(key: JobRecord.key(of: name, .progress), value: JobRecord.progress(taken).value)
      if report.outcome == .fenced, MonotonicClock.milliseconds() < deadline, isRunning() { continue }
      try Self.check(report)
      let account = try JobInspection(settings, job).account(while: isRunning)
      let done = JobDone(state: .cancelled, run: run, at: RealTimeClock.milliseconds(), account: account.account)
      try Self.check(producer.write(key: JobRecord.key(of: name, .done), value: JobRecord.done(done).value))
      producer.close()
      return done
    }
  }

  /// Writes that a job is over, for whose import nobody waits any more.
  package func finish(_ job: Job, _ account: JobAccount) throws -> JobDone {
    let producer = try JobProducer(settings, job.name)
    let done = JobDone(state: .finished, run: run, at: RealTimeClock.milliseconds(), account: account)
    try Self.check(producer.write(key: JobRecord.key(of: job.name, .done), value: JobRecord.done(done).value))
    producer.close()
    return done
  }

  /// Deletes every record of a job.
  package func forget(_ name: JobName) throws {
    let producer = try JobProducer(settings, name)
    // The opening last: while it is there, a job that was forgotten by half can be forgotten again.
    for kind in JobRecord.Kind.allCases.reversed() {
      try Self.check(producer.write(key: JobRecord.key(of: name, kind), value: nil))
    }
    producer.close()
  }

  private static func check(_ report: ImportCallReport) throws {
    switch report.outcome {
    case .done: return
    case .refused(let reason): throw JobsTopicError.refused(reason)
    case .retriable, .failed: throw JobsTopicError.unavailable("the record was not written; try again")
    case .fenced: throw JobsTopicError.unavailable("another process writes to the job; try again")
    }
  }
}
