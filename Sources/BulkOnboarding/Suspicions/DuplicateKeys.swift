/// The cells of a column, or whole rows, of which each should stand once.
struct DuplicateKeys: ~Copyable {
  /// nil where nobody can look: the rows are too many, or the disk has no room.
  private var keys: RepeatedKeys?
  private var count = 0

  /// - Parameter folder: where keys are kept, in a file without a name.
  init(in folder: String) { keys = try? RepeatedKeys(in: folder) }

  mutating func add(_ text: RawSpan, row: Int) {
    count += 1
    guard count <= Suspicions.duplicateRowsMaximum else {
      keys = nil
      return
    }
    do throws(ImportFileError) { try keys?.add(text, row: row) } catch { keys = nil }
  }

  /// Finds what an earlier row had already; nil when not all rows were looked at.
  consuming func find() -> RepeatedKeys.Repetitions? {
    guard let keys = keys.take() else { return nil }
    return try? keys.find()
  }
}
