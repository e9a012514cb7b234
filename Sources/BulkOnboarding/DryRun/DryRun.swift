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

  /// Decides rows up to the end, or so many.
  ///
  /// - Parameter progress: sees the rows, some times a second.
  public mutating func decide(
    _ rows: inout CommandRows, rowsMaximum: Int = .max, progress: (borrowing CommandRows) -> Void = { _ in }
  ) throws(ImportFileError) {
    var left = rowsMaximum
    while left > 0, let content = try rows.next() {
      switch content {
      case .command:
        let decision = processor.decide(value: rows.command, headers: headers)
        if decision.isAccepted { account.accepted += 1 } else { tally.record(decision, row: rows.number) }
      case .blank: account.blank += 1
      case .unreadable(let reason):
        account.record(reason)
        if unreadable[reason, default: []].count < 3 { unreadable[reason, default: []].append(rows.number) }
      }
      left -= 1
      if left & 255 == 0 { progress(rows) }
    }
  }

  /// Ends the account.
  public mutating func finish() -> Account {
    tally.add(to: &account)
    return account
  }
}
