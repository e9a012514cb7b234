/// The part of the command topic in which a job's commands are: where a result's command must be to be the job's.
struct JobOffsets: Sendable, Equatable {
  private let start: [Int64]
  private var last: [Int64]
  /// The number of the last row that was sent.
  private(set) var lastRow: Int

  init(start: [Int64], last: [Int64], lastRow: Int) {
    self.start = start
    self.last = last
    self.lastRow = lastRow
  }

  func contains(_ position: CommandPosition) -> Bool {
    let partition = Int(position.partition)
    guard partition >= 0, partition < max(start.count, last.count) else { return false }
    // A partition that was added after the job was opened begins at 0.
    let first = partition < start.count ? start[partition] : 0
    return position.offset >= first && partition < last.count && position.offset <= last[partition]
  }
}
