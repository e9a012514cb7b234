public import CustomerContract

/// Decides rows here, as the workers would by the same rules: without Kafka, before anything is sent.
public struct DryRun: ~Copyable {
  private var processor: CommandProcessor
  private let headers: RecordHeaders
  /// The rejected rows of all files that were decided.
  public private(set) var tally = RejectionTally()
  /// Unreadable rows by their reason, the first three of each.
  public private(set) var unreadable: [UnreadableReason: [Int]] = [:]
  public private(set) var account: Account
  /// The commands of rows that have cells, to find those that are equal; nil where nobody looks for them.
  private var rowKeys: DuplicateKeys?
  /// What the cells show of spreadsheets; nil before all rows are decided, and for rows without cells.
  public private(set) var suspicions: Suspicions?

  /// - Parameters:
  ///   - headers: those that each record would have, of which deciding depends on the workspace's.
  ///   - name: the account's.
  public init(_ rules: Rules, headers: [(name: String, value: String)], name: String) {
    processor = CommandProcessor(rules: rules, format: ResultFormat())
    var recordHeaders = processor.makeHeaders()
    for (name, value) in headers { recordHeaders.append(name: name, value: value) }
    self.headers = recordHeaders
    account = Account(job: name, state: .dryRun)
  }

  /// Decides the next rows, so many at most.
  public mutating func decide(_ rows: inout CommandRows, rowsMaximum: Int) throws(ImportFileError) {
    var left = rowsMaximum
    while left > 0, let content = try rows.next() {
      if content == .command { decide(rows.command, row: rows.number) } else { record(content, row: rows.number) }
      left -= 1
    }
  }

  /// Decides all rows and looks at their cells, while another thread reads the next ones.
  ///
  /// - Parameters:
  ///   - keysFolder: where keys are kept while duplicates are looked for, in files without a name.
  ///   - progress: gets the number of the last row, and how much of the stored file is read.
  public mutating func decideAll(
    _ rows: consuming CommandRows, keysFolder: String, progress: (_ row: Int, _ storedBytes: Int) -> Void
  ) throws(ImportFileError) {
    rows.inspectCells(keysFolder: keysFolder)
    // Here and not on the thread that reads, which has more to do.
    if rows.haveCells { rowKeys = DuplicateKeys(in: keysFolder) }
    let reading = ReadAhead(rows)
    try decideBatches(reading, progress)
    suspicions = reading.takeSuspicions()
    if let rowKeys = rowKeys.take() { suspicions?.insert(rowKeys.find(), .duplicateRow, column: nil) }
  }

  private mutating func decideBatches(
    _ reading: ReadAhead, _ progress: (Int, Int) -> Void
  ) throws(ImportFileError) {
    try reading.forEach { batch in
      for row in batch.rows {
        if row.content == .command {
          decide(batch.command(of: row), row: row.number)
        } else {
          record(row.content, row: row.number)
        }
      }
      if let last = batch.rows.last { progress(last.number, batch.storedBytesRead) }
    }
  }

  private mutating func decide(_ command: RawSpan, row: Int) {
    rowKeys?.add(command, row: row)
    let decision = processor.decide(value: command, headers: headers)
    if decision.isAccepted { account.accepted += 1 } else { tally.record(decision, row: row) }
  }

  /// Counts a row of which no command is made.
  private mutating func record(_ content: RowContent, row: Int) {
    guard case .unreadable(let reason) = content else {
      account.blank += 1
      return
    }
    account.record(reason)
    if unreadable[reason, default: []].count < 3 { unreadable[reason, default: []].append(row) }
  }

  /// Ends the account.
  public mutating func finish() -> Account {
    tally.add(to: &account)
    return account
  }
}
