/// The user's wishes for an import, and the bounds that it keeps.
package struct JobPlan: Sendable, Equatable {
  package var job: JobName
  package var run: JobRun
  /// Where the rows go; nil does not compare it with what the job was opened with.
  package var destination: JobDestination?
  /// Whether the job must be there already.
  package var isResume = false
  /// Whether the same file may be imported under another name again.
  package var again = false
  /// Whether the import waits for the results.
  package var waits = true
  /// The most rows that are sent and have no result.
  package var ahead = 100_000
  /// How long nothing may move; nil waits forever.
  package var timeoutMilliseconds: Int64?
  /// Bounds of a transaction.
  package var transactionRows = 10_000
  package var transactionBytes = 16 << 20
  package var transactionMilliseconds: Int64 = 100
  /// The transaction's time-out at the brokers. It ends within 100 ms; whoever reads the commands waits that long at most for
  /// one whose process is gone.
  static let transactionTimeoutMilliseconds: Int64 = 10_000

  package init(job: JobName, run: JobRun) {
    self.job = job
    self.run = run
  }
}
