/// A table that becomes a list of cards where the window is narrow.
struct HTMLTable {
  struct Column {
    let title: String
    /// Aligned to the right, figures below each other.
    var isNumber = false

    static func text(_ title: String) -> Column { Column(title: title) }
    static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
  }

  let columns: [Column]
  var rows: [[HTML]] = []

  var html: HTML {
    let heads = columns.map { column -> HTML in "<th scope=\"col\"\(Self.kind(of: column))>\(column.title)</th>" }
    let body = rows.map { cells -> HTML in
      let row = zip(columns, cells).map { column, cell -> HTML in
        "<td data-label=\"\(column.title)\"\(Self.kind(of: column))>\(cell)</td>"
      }
      return "<tr>\(HTML(row))</tr>\n"
    }
    return "<table>\n<thead><tr>\(HTML(heads))</tr></thead>\n<tbody>\n\(HTML(body))</tbody>\n</table>\n"
  }

  private static func kind(of column: Column) -> HTML { column.isNumber ? " class=\"n\"" : "" }
}
