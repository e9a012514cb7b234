internal import Platform
package import Settings

/// The account of a job from the topics alone, on any computer.
package struct JobInspection {
  private let settings: WorkerSettings
  private let job: Job

  package init(_ settings: WorkerSettings, _ job: Job) {
    self.settings = settings
    self.job = job
  }

  package struct Found: Sendable, Equatable {
    package var account: JobAccount
    /// Whether every row of the file is sent and has its result, or will never have one.
    package var isOver: Bool
  }

  /// Reads the results that there are now.
  package func account(while isRunning: () -> Bool = { true }) throws -> Found {
    if let done = job.done { return Found(account: done.account, isOver: true) }
    let last = job.lastOffsets
    let tracker = try AnswerTracker(settings, job, makeSpill: nil)
    let isPast = tracker.isPast(last)
    while isRunning(), tracker.failure == nil, !tracker.areEndsReached() {
      if job.isSent, tracker.answered >= job.position.sent { break }
      MonotonicClock.wait(milliseconds: 20)
    }
    if let failure = tracker.failure { throw JobsTopicError.unavailable(failure) }
    // What was not read is not missing.
    if !isRunning() {
      tracker.stop()
      throw JobsTopicError.stopped
    }
    var account = tracker.finish(sent: job.position.sent).account(of: job)
    let isOver = job.isSent && (isPast || account.unprocessedCount == 0)
    // Rows that may still be answered are not lost.
    if !isPast { account.unprocessed = [:] }
    return Found(account: account, isOver: isOver)
  }
}
