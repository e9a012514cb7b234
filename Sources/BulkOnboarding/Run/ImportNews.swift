/// What an import tells its user while it runs.
package enum ImportNews: Sendable, Equatable {
  /// The job's name is known, before anything is sent: it resumes it.
  case named(JobName)
  /// Rows were sent by an earlier run.
  case resuming(sent: Int, of: Int)
  /// How far it is.
  case progress(ImportProgress)
  /// Somebody's open transaction on the jobs topic is waited for.
  case waitingForTransaction(seconds: Int)
  /// No broker answers, for the reason that the library gives; the same is asked again.
  case waitingForBrokers(String)
  /// The workers' group has no member.
  case nobodyReads(group: String)
  /// Workers read again.
  case somebodyReads
  /// The producer is made again, for a reason that is over when this is read.
  case producerLost
  /// Results were deleted before they were read.
  case resultsExpired
}

/// How far an import is.
package struct ImportProgress: Sendable, Equatable {
  package var rows: Int
  package var row: Int
  package var sent: Int
  package var answered: Int
  package var isWaiting: Bool

  package init(rows: Int, row: Int, sent: Int, answered: Int, isWaiting: Bool) {
    self.rows = rows
    self.row = row
    self.sent = sent
    self.answered = answered
    self.isWaiting = isWaiting
  }
}
