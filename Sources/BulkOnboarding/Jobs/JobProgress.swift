/// The record that stands in the same transaction as the rows before it: how far the file was sent.
package struct JobProgress: Codable, Sendable, Equatable {
  package var version = JobRecord.version
  package var run: JobRun
  package var position: SentPosition
  /// By partition of the command topic, the offset of the job's last record; -1 where it has none.
  package var lastOffsets: [Int64]
  /// Whether the file was sent to its end.
  package var isComplete: Bool

  package init(run: JobRun, position: SentPosition, lastOffsets: [Int64], isComplete: Bool) {
    self.run = run
    self.position = position
    self.lastOffsets = lastOffsets
    self.isComplete = isComplete
  }

  /// Whether an import can have written it: a record of the topic may hold anything.
  var isSound: Bool {
    JobBounds.areCounts([position.row, position.sent, position.blank, position.unreadable])
      && JobBounds.bytes.contains(position.byteOffset) && JobBounds.areOffsets(lastOffsets)
      && JobBounds.times.contains(run.startedAt)
  }
}
