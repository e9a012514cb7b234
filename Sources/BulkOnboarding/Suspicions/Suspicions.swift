/// What the rows of a file show of spreadsheets and exports, by kind and column. Values are not among it.
public struct Suspicions: Equatable, Sendable {
  public struct Entry: Equatable, Sendable {
    public let kind: SuspiciousKind
    /// The column's name; nil for a kind that concerns rows or the file.
    public let column: String?
    /// How many rows.
    public var rows = 0
    /// The first three.
    public var firstRows: [Int] = []
  }

  /// The most rows of which duplicates are looked for.
  public static let duplicateRowsMaximum = 10_000_000

  /// In the order of kinds, and of columns.
  public internal(set) var entries: [Entry] = []
  /// Whether all rows were looked at for duplicates.
  public internal(set) var areDuplicatesChecked = true

  /// Adds an entry behind those of its kind and of the kinds before it.
  mutating func insert(_ entry: Entry) {
    let order = SuspiciousKind.allCases
    let later = order.suffix(from: order.firstIndex(of: entry.kind) ?? 0).dropFirst()
    let index = entries.firstIndex { later.contains($0.kind) } ?? entries.endIndex
    entries.insert(entry, at: index)
  }

  /// Adds what was found of duplicates; nil when not all rows were looked at.
  mutating func insert(_ found: RepeatedKeys.Repetitions?, _ kind: SuspiciousKind, column: String?) {
    guard let found else {
      areDuplicatesChecked = false
      return
    }
    if found.rows > 0 { insert(Entry(kind: kind, column: column, rows: found.rows, firstRows: found.firstRows)) }
  }
}
