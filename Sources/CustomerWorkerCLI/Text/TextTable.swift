/// Rows of words under each other, each column as wide as its widest word; the last one is not padded.
struct TextTable {
  let rows: [[String]]
  /// The columns whose words end under each other, as numbers do.
  var rightAligned: Set<Int> = []
  var indent = ""

  /// A wider word than this pushes the rest of its own row only.
  private static let widest = 44

  var text: String {
    let columns = rows.map(\.count).max() ?? 0
    var widths = [Int](repeating: 0, count: columns)
    for row in rows {
      for (column, word) in row.enumerated() where word.count <= Self.widest {
        widths[column] = max(widths[column], word.count)
      }
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, word in
        let padding = String(repeating: " ", count: max(0, widths[column] - word.count))
        if rightAligned.contains(column) { return padding + word }
        return column == row.count - 1 ? word : word + padding
      }
      return indent + cells.joined(separator: "  ") + "\n"
    }.joined()
  }
}
