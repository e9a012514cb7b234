/// A job as the jobs topic has it.
package struct Job: Sendable, Equatable {
  package var name: JobName
  package var opened: JobOpened
  /// The offset of `opened`: of two jobs the one with the lower offset was first.
  package var openedOffset: Int64
  /// Nil before the first transaction with rows.
  package var progress: JobProgress?
  package var done: JobDone?

  package init(
    name: JobName, opened: JobOpened, openedOffset: Int64, progress: JobProgress? = nil, done: JobDone? = nil
  ) {
    self.name = name
    self.opened = opened
    self.openedOffset = openedOffset
    self.progress = progress
    self.done = done
  }

  /// The run that has written last.
  package var run: JobRun { progress?.run ?? opened.run }

  package var position: SentPosition { progress?.position ?? .beginning }

  /// By partition of the command topic, the offset of the job's last record; -1 where it has none.
  package var lastOffsets: [Int64] {
    let count = opened.commands.startOffsets.count
    let known = progress?.lastOffsets ?? []
    return known + Array(repeating: -1, count: max(0, count - known.count))
  }

  package var isSent: Bool { progress?.isComplete ?? false }
}
