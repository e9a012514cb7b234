public import CustomerContract

/// Writes what became of each row: accepted, rejected with the row's own bytes, unreadable, unprocessed, and the account.
///
/// The user's file is read once more, so that nothing of its rows is held in memory or made up again.
public struct ResultFiles {
  private let folder: ResultFolder
  private let plan: ImportPlan
  private let limits: Limits

  public init(_ folder: ResultFolder, _ plan: ImportPlan, limits: Limits) {
    (self.folder, self.plan, self.limits) = (folder, plan, limits)
  }

  /// Writes all files, the account last.
  ///
  /// - Parameters:
  ///   - account: gets the counts of rows, and the names of the files; the rest stands in it already.
  ///   - answer: called for each row that is a command, in ascending order.
  /// - Returns: the account as it was written.
  public func write(
    _ file: borrowing ImportFile, account: Account, answer: (_ row: Int) throws(ResultFilesError) -> RowAnswer
  ) throws(ResultFilesError) -> Account {
    var writer = try ResultWriter(file, folder, plan, limits, account)
    var rows = try Self.rows(file, plan, limits)
    while let content = try Self.next(&rows) {
      switch content {
      case .blank: writer.account.blank += 1
      case .unreadable(let reason): try writer.write(reason, rows)
      case .command: try writer.write(try answer(rows.number), rows)
      }
    }
    // A file that was written to meanwhile has lent its rows to other answers.
    if file.hasChanged { throw .input(.changed) }
    return try writer.finish()
  }

  private static func rows(
    _ file: borrowing ImportFile, _ plan: ImportPlan, _ limits: Limits
  ) throws(ResultFilesError) -> CommandRows {
    do throws(ImportFileError) {
      return try CommandRows(file, plan, from: plan.start, limits: limits, makesKeys: false)
    } catch {
      throw .input(error)
    }
  }

  private static func next(_ rows: inout CommandRows) throws(ResultFilesError) -> RowContent? {
    do throws(ImportFileError) { return try rows.next() } catch { throw .input(error) }
  }
}
