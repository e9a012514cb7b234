/// The next step of an import; the shell performs it and tells the state what came of it.
package enum ImportAction: Sendable, Equatable {
  /// Reads the whole file: `fileRead` or `fileRefused`.
  case readFile
  /// Reads the jobs topic up to the last stable offset, and waits for nothing: `jobsRead`.
  case lookAtJobs
  /// Destroys the producer, if there is one, and makes another, which fences it and ends its transaction: `producerMade`.
  case makeProducer
  /// Reads the jobs topic by the rule of `JobsReading`: `jobsRead` or `jobsUnreadable`.
  case readJobs
  /// Writes a record of the job in a transaction of its own: `recordWritten`.
  case write(ImportRecord)
  /// Lets rows be taken from there on: `rewound`.
  case rewind(SentPosition)
  /// Waits for rows outside any transaction: `rowsAwaited`.
  case awaitRows(milliseconds: Int64)
  /// Begins a transaction: `began`.
  case begin
  /// Produces rows that are there, or waits for some: `rowsSent`.
  case sendRows(atMost: Int, milliseconds: Int64)
  /// Waits until what was produced is written: `flushed`.
  case flush
  /// Produces the record of the progress into the open transaction: `progressSent`.
  case sendProgress(SentPosition, isComplete: Bool)
  /// Commits: `committed`.
  case commit
  /// Looks how many rows have their results, after a wait: `answersCounted`.
  case countAnswers(milliseconds: Int64)
  /// Asks for the members of the workers' group: `groupAsked`.
  case askGroup
  /// Stops this process until somebody continues it: `resumed`.
  case suspend
  /// Waits before another attempt.
  case wait(milliseconds: Int64)
  /// Writes the result files: `filesWritten`.
  case writeFiles(JobDone)
  case stop(ImportEnd)
}

/// A record that is written in a transaction of its own.
package enum ImportRecord: Sendable, Equatable {
  /// The job begins.
  case opened
  /// This run takes the job over where the last one has stopped.
  case takeOver(SentPosition, isComplete: Bool)
  /// The job that has just been opened gives way to an older one with the same file: its record is deleted.
  case withdrawal
  /// Every row that was sent has its result or will never have one.
  case done
}
