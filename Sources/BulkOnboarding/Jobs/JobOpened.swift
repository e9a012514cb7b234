/// The record that begins a job: its file, how the file is read, and where its commands and results begin.
package struct JobOpened: Codable, Sendable, Equatable {
  package var version = JobRecord.version
  package var run: JobRun
  package var file: JobFile
  /// How the file's rows become commands; a resume takes it as it is.
  package var reading: ImportPlan
  package var commands: JobTopic
  package var accepted: JobTopic
  package var rejected: JobTopic
  /// The value of the workspace's header; nil without one.
  package var workspace: String?
  /// The consumer group whose workers decide the commands.
  package var group: String
  /// Whether the same file may have been imported before.
  package var again: Bool

  package init(
    run: JobRun, file: JobFile, reading: ImportPlan, commands: JobTopic, accepted: JobTopic,
    rejected: JobTopic, workspace: String?, group: String, again: Bool
  ) {
    self.run = run
    self.file = file
    self.reading = reading
    self.commands = commands
    self.accepted = accepted
    self.rejected = rejected
    self.workspace = workspace
    self.group = group
    self.again = again
  }

  /// Whether an import can have written it.
  var isSound: Bool {
    reading.isSound && JobBounds.times.contains(run.startedAt)
      && JobBounds.areCounts([file.rows, file.lastRow, file.repeatedKeys ?? 0]) && JobBounds.bytes.contains(file.bytes)
      && [commands, accepted, rejected].allSatisfy { JobBounds.areOffsets($0.startOffsets) }
  }
}
