/// The cells of one column, or whole rows, of which each should stand once.
final class DuplicateKeys {
  /// `SuspicionTally.noColumn` for whole rows.
  let column: Int
  private let kind: SuspiciousKind
  /// nil where nobody can look: the rows are too many, or the disk has no room.
  private var keys: RepeatedKeys?
  private var count = 0

  /// - Parameter folder: where keys are kept, in a file without a name.
  init(_ kind: SuspiciousKind, column: Int, in folder: String) {
    (self.kind, self.column) = (kind, column)
    keys = try? RepeatedKeys(in: folder)
  }

  func add(_ text: RawSpan, row: Int) {
    count += 1
    guard count <= Suspicions.duplicateRowsMaximum else {
      keys = nil
      return
    }
    do throws(ImportFileError) { try keys?.add(text, row: row) } catch { keys = nil }
  }

  /// Adds what was found to a tally.
  ///
  /// - Returns: whether all rows were looked at.
  func finish(_ tally: inout SuspicionTally) -> Bool {
    guard let keys = keys.take(), let found = try? keys.find() else { return false }
    tally.record(kind, column: column, rows: found.rows, first: found.firstRows)
    return true
  }
}
