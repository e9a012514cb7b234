import BulkOnboarding
import Platform

extension Account {
  /// The account of a job as the jobs topic and the results have it.
  ///
  /// - Parameter state: how the job is over; nil while it goes on.
  init(_ job: Job, _ found: JobAccount, _ state: JobDone.State?) {
    let word: State =
      switch state {
      case .finished: .done
      case .cancelled: .cancelled
      case nil: job.isSent ? .waiting : .sending
      }
    self.init(job: job.name.text, state: word)
    blank = found.blank
    unreadable = found.unreadable
    unsent = found.unsent
    accepted = found.accepted
    rejected = found.rejected
    waiting = found.waiting
    unnamed = found.unnamed
    contradictions = found.contradictions
    repeatedKeys = found.repeatedKeys
    for (reason, count) in found.unprocessed {
      if let reason = UnprocessedReason(rawValue: reason) { unprocessed[reason] = count }
    }
    rejectedByCode = found.rejectedByCode
    errorsByCode = found.errorsByCode
  }

  /// The exit code that says what became of the rows.
  var exitCode: ExitCode {
    if waiting > 0 || unsent > 0 || !unprocessed.isEmpty { return .temporaryFailure }
    return rejected > 0 || unreadable > 0 ? .badData : .success
  }
}
