/// Rows and cells of CSV, a byte at a time: what the fast reader is held against.
struct SlowRows {
  enum Outcome: Equatable {
    case row([[UInt8]], hasTextAfterQuote: Bool)
    /// The column, from 1, of a quote that is not closed.
    case notClosed(column: Int)
  }

  static func read(_ text: [UInt8], delimiter: UInt8) -> [Outcome] {
    let quote = UInt8(ascii: "\"")
    var rows: [Outcome] = []
    var at = 0
    while at < text.count {
      var cells: [[UInt8]] = []
      var hasTextAfterQuote = false
      row: while true {
        var cell: [UInt8] = []
        if at < text.count, text[at] == quote {
          at += 1
          while true {
            guard at < text.count else { return rows + [.notClosed(column: cells.count + 1)] }
            if text[at] != quote {
              cell.append(text[at])
              at += 1
            } else if at + 1 < text.count, text[at + 1] == quote {
              cell.append(quote)
              at += 2
            } else {
              at += 1
              break
            }
          }
          while at < text.count, text[at] != delimiter, text[at] != 0x0A, text[at] != 0x0D {
            hasTextAfterQuote = true
            at += 1
          }
        } else {
          while at < text.count, text[at] != delimiter, text[at] != 0x0A, text[at] != 0x0D {
            cell.append(text[at])
            at += 1
          }
        }
        cells.append(cell)
        guard at < text.count, text[at] == delimiter else { break row }
        at += 1
      }
      rows.append(.row(cells, hasTextAfterQuote: hasTextAfterQuote))
      if at < text.count {
        at += text[at] == 0x0D && at + 1 < text.count && text[at + 1] == 0x0A ? 2 : 1
      }
    }
    return rows
  }
}
