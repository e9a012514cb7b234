internal import Platform
package import Settings

/// Waits for the end of a job from outside its import: the topics are read once, and followed from then on.
package struct JobWait {
  private let settings: WorkerSettings
  private let name: JobName

  package init(_ settings: WorkerSettings, _ name: JobName) {
    self.settings = settings
    self.name = name
  }

  /// - Returns: the job with its account when it is over; nil when there is no such job.
  package func run(while isRunning: () -> Bool) throws -> (job: Job, found: JobInspection.Found)? {
    var follower = try JobsFollower(settings)
    var tracker: AnswerTracker?
    defer { tracker?.stop() }
    while true {
      let jobs = try follower.update(withinMilliseconds: tracker == nil ? 1000 : 100, while: isRunning)
      guard let job = try jobs.asked(name) else { return nil }
      if let done = job.done { return (job, JobInspection.Found(account: done.account, isOver: true)) }
      // Before that it is not known which results are the job's.
      guard job.isSent else { continue }
      let current = try tracker ?? AnswerTracker(settings, job, makeSpill: nil)
      tracker = current
      if let failure = current.failure { throw JobsTopicError.unavailable(failure) }
      guard
        current.answered >= job.position.sent
          || current.isSettled(last: job.lastOffsets, now: MonotonicClock.milliseconds())
      else { continue }
      let results = current.finish(sent: job.position.sent)
      tracker = nil
      return (job, JobInspection.Found(account: results.account(of: job), isOver: true))
    }
  }
}

extension Jobs {
  /// A job that somebody has asked for by its name.
  package func asked(_ name: JobName) throws(JobsTopicError) -> Job? {
    do throws(JobRecordError) { return try readable(name) } catch { throw .unreadableJob(error) }
  }
}
