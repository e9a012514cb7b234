internal import CustomerContract

/// The files of one job's results while they are written. A file without rows is not made.
struct ResultWriter: ~Copyable {
  var account: Account
  private let folder: ResultFolder
  private let header: RowsHeader
  private var accepted: ResultFile?
  private var rejected: ResultFile?
  private var errors: ResultFile?
  private var unreadable: ResultFile?
  private var unprocessed: ResultFile?

  init(
    _ file: borrowing ImportFile, _ folder: ResultFolder, _ plan: ImportPlan, _ limits: Limits, _ account: Account
  ) throws(ResultFilesError) {
    self.folder = folder
    self.account = account
    do throws(ImportFileError) { header = try RowsHeader(file, plan, limits) } catch { throw .input(error) }
  }

  private func make(_ name: ResultFileName) throws(ResultFilesError) -> ResultFile {
    try ResultFile(name.text(folder.job, folder.format), in: folder.path)
  }

  // MARK: Rows

  mutating func write(_ reason: UnreadableReason, _ rows: borrowing CommandRows) throws(ResultFilesError) {
    account.record(reason)
    let row = rows.number
    let isFirst = unreadable == nil
    if isFirst {
      unreadable = try make(.unreadable)
      try unreadable?.append { header.append(to: &$0, before: RowsHeader.unreadableColumns) }
    }
    try unreadable?.append { bytes in
      header.append(
        to: &bytes, cells: [Array("\(row)".utf8), Array(reason.message.utf8)], before: rows, isFirst: isFirst)
    }
    if folder.format.hasCells { return }
    try writeError(row) { bytes in
      bytes.append(text: #","unreadable":"\#(reason.code)","message":"#)
      bytes.appendJSON(reason.message)
    }
  }

  mutating func write(_ answer: RowAnswer, _ rows: borrowing CommandRows) throws(ResultFilesError) {
    switch answer {
    case .accepted(let customerID, let position):
      account.accepted += 1
      let row = rows.number
      if accepted == nil { accepted = try make(.accepted) }
      try accepted?.append { bytes in
        bytes.append(text: #"{"row":\#(row),"customerId":"#)
        bytes.appendJSON(customerID)
        bytes.append(text: #","position":"#)
        bytes.append(contentsOf: position)
        bytes.append(text: "}\n")
      }
    case .rejected(let rejection): try write(rejection, rows)
    case .unprocessed(let reason):
      account.unprocessed[reason, default: 0] += 1
      let isFirst = unprocessed == nil
      if isFirst {
        unprocessed = try make(.unprocessed)
        try unprocessed?.append { header.append(to: &$0) }
      }
      try unprocessed?.append { header.append(to: &$0, rows, isFirst: isFirst) }
    case .waiting: account.waiting += 1
    case .unsent: account.unsent += 1
    }
  }

  private mutating func write(_ rejection: RejectedRow, _ rows: borrowing CommandRows) throws(ResultFilesError) {
    account.record(rejection)
    let row = rows.number
    let isFirst = rejected == nil
    if isFirst {
      rejected = try make(.rejected)
      try rejected?.append { header.append(to: &$0, behind: HeaderMatcher.ownColumns) }
    }
    try rejected?.append { bytes in
      header.append(to: &bytes, rows, isFirst: isFirst, behind: [Array("\(row)".utf8)] + rejection.cells)
    }
    try writeError(row) { $0.append(contentsOf: rejection.members) }
  }

  private mutating func writeError(_ row: Int, _ body: (inout [UInt8]) -> Void) throws(ResultFilesError) {
    if errors == nil { errors = try make(.errors) }
    try errors?.append { bytes in
      bytes.append(text: #"{"row":\#(row)"#)
      body(&bytes)
      bytes.append(text: "}\n")
    }
  }

  // MARK: The end

  /// Gives all files their names, and the account its last.
  consuming func finish() throws(ResultFilesError) -> Account {
    let folder = folder
    let header = header
    var account = account
    try rejected?.append { header.appendEnd(to: &$0) }
    try unreadable?.append { header.appendEnd(to: &$0) }
    try unprocessed?.append { header.appendEnd(to: &$0) }
    try Self.finish(&accepted, &account)
    try Self.finish(&rejected, &account)
    try Self.finish(&errors, &account)
    try Self.finish(&unreadable, &account)
    try Self.finish(&unprocessed, &account)
    var last = try ResultFile(ResultFileName.account.text(folder.job, folder.format), in: folder.path)
    account.files.append(last.name)
    let json = account.json
    try last.append { $0.append(text: json + "\n") }
    try last.finish()
    // A resume makes every file again, and some of them may have no rows this time.
    if folder.isResumed { folder.removeFiles() }
    try Self.publish(accepted.take())
    try Self.publish(rejected.take())
    try Self.publish(errors.take())
    try Self.publish(unreadable.take())
    try Self.publish(unprocessed.take())
    try last.publish()
    return account
  }

  private static func finish(_ file: inout ResultFile?, _ account: inout Account) throws(ResultFilesError) {
    try file?.finish()
    if let name = file?.name { account.files.append(name) }
  }

  private static func publish(_ file: consuming ResultFile?) throws(ResultFilesError) {
    if let file { try file.publish() }
  }
}
