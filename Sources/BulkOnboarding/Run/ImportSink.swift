/// What an import needs of its surroundings besides Kafka.
package struct ImportSink {
  /// Reads and checks the whole file; nil when it is at fault, which the user has been told. Throws what has kept it from
  /// looking for the job, and can be called again then.
  package var readFile: (_ isRunning: () -> Bool) throws(JobsTopicError) -> ImportInputFile?
  /// Makes an empty file without a name.
  package var makeSpill: (() throws -> SpillFile)?
  /// Writes the result files; the reason when that has failed.
  package var writeFiles: (Job, JobDone, AnswerMerge) -> String?
  /// Whether the result files of a job that is over are missing.
  package var needsFiles: (Job) -> Bool
  package var tell: (ImportNews) -> Void

  package init(
    readFile: @escaping (_ isRunning: () -> Bool) throws(JobsTopicError) -> ImportInputFile?,
    makeSpill: (() throws -> SpillFile)?,
    writeFiles: @escaping (Job, JobDone, AnswerMerge) -> String?,
    needsFiles: @escaping (Job) -> Bool, tell: @escaping (ImportNews) -> Void
  ) {
    self.readFile = readFile
    self.makeSpill = makeSpill
    self.writeFiles = writeFiles
    self.needsFiles = needsFiles
    self.tell = tell
  }
}

/// A file that was read and checked.
package struct ImportInputFile: Sendable {
  package var input: ImportInput
  package var summary: JobFile
  /// How its rows become commands by what the user says; nil where a job's way is taken.
  package var reading: ImportPlan?

  package init(input: ImportInput, summary: JobFile, reading: ImportPlan?) {
    self.input = input
    self.summary = summary
    self.reading = reading
  }
}
