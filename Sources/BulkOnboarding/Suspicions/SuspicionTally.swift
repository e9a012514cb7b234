/// Counts what is suspicious by column and kind.
struct SuspicionTally {
  private struct Name: Hashable {
    let column: Int
    let kind: SuspiciousKind
  }

  private struct Count {
    var rows = 0
    var firstRows: [Int] = []
  }

  private static let rowsShown = 3
  /// The number that stands for no column.
  static let noColumn = Int.max

  private var counts: [Name: Count] = [:]

  mutating func record(_ kind: SuspiciousKind, column: Int = noColumn, row: Int) {
    let name = Name(column: column, kind: kind)
    counts[name, default: Count()].rows += 1
    if counts[name]?.firstRows.count ?? 0 < Self.rowsShown { counts[name]?.firstRows.append(row) }
  }

  mutating func record(_ kind: SuspiciousKind, column: Int = noColumn, rows: Int, first: [Int]) {
    if rows > 0 || kind == .emptyColumn {
      counts[Name(column: column, kind: kind)] = Count(rows: rows, firstRows: Array(first.prefix(Self.rowsShown)))
    }
  }

  /// - Parameter names: those of the columns.
  func entries(_ names: [String]) -> [Suspicions.Entry] {
    let order = Dictionary(uniqueKeysWithValues: SuspiciousKind.allCases.enumerated().map { ($1, $0) })
    return counts.sorted { one, other in
      (order[one.key.kind] ?? 0, one.key.column) < (order[other.key.kind] ?? 0, other.key.column)
    }.map { name, count in
      let column = name.column == Self.noColumn ? nil : names[name.column]
      return Suspicions.Entry(kind: name.kind, column: column, rows: count.rows, firstRows: count.firstRows)
    }
  }
}
