/// The record that ends a job, with its account: nobody needs to read the results again.
package struct JobDone: Codable, Sendable, Equatable {
  package var version = JobRecord.version
  package var state: State
  package var run: JobRun
  /// When it was written, in milliseconds since 1970.
  package var at: Int64
  package var account: JobAccount

  package enum State: String, Codable, Sendable {
    /// Every row that was sent has its result, or will never have one.
    case finished
    /// Somebody has ended the job before its end.
    case cancelled
  }

  package init(state: State, run: JobRun, at: Int64, account: JobAccount) {
    self.state = state
    self.run = run
    self.at = at
    self.account = account
  }

  /// Whether an import can have written it.
  var isSound: Bool {
    let sums = [account.unprocessed, account.rejectedByCode, account.errorsByCode]
    return JobBounds.times.contains(at) && JobBounds.times.contains(run.startedAt)
      && JobBounds.areCounts([account.rows, account.blank, account.unreadable, account.sent])
      && JobBounds.areCounts([account.accepted, account.rejected, account.repeatedKeys ?? 0, account.unnamed])
      && JobBounds.areCounts([account.contradictions]) && sums.allSatisfy { JobBounds.areCounts(Array($0.values)) }
  }
}
