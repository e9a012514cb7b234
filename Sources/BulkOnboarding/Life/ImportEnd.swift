/// How an import ends.
package enum ImportEnd: Sendable, Equatable {
  /// The job is over, now or before.
  case finished(JobDone)
  /// Everything is sent, and nobody waits for the results.
  case sent
  /// Nothing was sent.
  case refused(ImportRefusal)
  /// The job can be resumed.
  case interrupted(ImportInterruption)
  /// Brokers refuse what only somebody can mend: a setting, a password, a topic or a right.
  case misconfigured(String)
}

/// The reason why nothing of a file is sent.
package enum ImportRefusal: Sendable, Equatable {
  /// The file itself, its header or its mapping is at fault, which the reading has reported.
  case file
  /// There is no job of this name.
  case noSuchJob
  /// The job has another file.
  case otherFile(Job)
  /// The job reads the file in another way.
  case otherOptions(Job)
  /// The job's rows go to other topics, another group of workers or another workspace.
  case otherDestination(Job)
  /// The file is being imported by an unfinished job.
  case beingImported(Job)
  /// The file was imported by a job that is over.
  case importedBefore(Job)
  /// A record of the job cannot be read.
  case unreadableJob(JobRecordError)
}

/// The reason why an import ends before its job.
package enum ImportInterruption: Sendable, Equatable {
  /// The user has asked for it.
  case stopped
  /// Nothing has moved for `--timeout-seconds`.
  case timedOut
  /// Another process goes on with the job; nil when that one has not written anything yet.
  case replaced(JobRun?)
  /// Somebody's transaction on the jobs topic stays open.
  case jobsUnreadable
  /// The file is not the one that was read at first.
  case fileChanged
  /// Something of this machine has failed, with its reason.
  case failed(String)
  /// A result file was not written.
  case filesFailed(String)
}
