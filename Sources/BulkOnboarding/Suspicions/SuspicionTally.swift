/// Counts the suspicious cells of a column by kind.
struct SuspicionTally {
  private struct Count {
    var rows = 0
    var firstRows: [Int] = []
  }

  private static let rowsShown = 3

  private var counts: [SuspiciousKind: Count] = [:]

  mutating func record(_ kind: SuspiciousKind, row: Int) {
    var count = counts[kind] ?? Count()
    count.rows += 1
    if count.firstRows.count < Self.rowsShown { count.firstRows.append(row) }
    counts[kind] = count
  }

  /// Adds the counts to what was found.
  ///
  /// - Parameter column: the column's name; nil for whole rows.
  func add(to found: inout Suspicions, column: String?) {
    for kind in SuspiciousKind.allCases {
      guard let count = counts[kind] else { continue }
      found.insert(.init(kind: kind, column: column, rows: count.rows, firstRows: count.firstRows))
    }
  }
}
