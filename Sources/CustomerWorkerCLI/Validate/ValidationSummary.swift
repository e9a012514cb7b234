import CustomerContract

/// The account of many lines: what is wrong with how many of them, and where to look first.
struct ValidationSummary {
  private struct Row: Hashable {
    let code: ErrorCode
    /// The member of the command, as a JSON pointer; empty for the command itself.
    let field: String
  }

  private struct Entry {
    var count = 0
    private var firstLines: [String] = []
    /// The number of the last line among those of all files.
    private var lastNumber = 0

    /// Counts a line once, however often it has the error.
    mutating func record(_ line: Int, of file: String?, number: Int) {
      guard number != lastNumber else { return }
      lastNumber = number
      count += 1
      guard firstLines.count < ValidationSummary.linesShown else { return }
      firstLines.append(file.map { "\($0):\(line)" } ?? String(line))
    }

    var shownLines: String { firstLines.joined(separator: ", ") + (count > firstLines.count ? ", …" : "") }
  }

  private var accepted = 0
  private var rejected = 0
  private var errorsOmitted = 0
  private var entries: [Row: Entry] = [:]
  /// The file of the lines, to be shown before their numbers; nil where there is only one.
  private var file: String?
  private var files = 0

  private static let linesShown = 3
  private static let rowsShown = 40
  /// The most rows by field; names of unknown members are the users', so the rest of a code is counted as one.
  private static let rowsMaximum = 1000
  private static let otherFields = "(other fields)"

  /// Begins the lines of a file.
  mutating func begin(_ path: String?) {
    file = path.map { $0.printable() }
    files += 1
  }

  mutating func record(_ decision: borrowing Decision, line: Int) {
    if decision.isAccepted {
      accepted += 1
      return
    }
    rejected += 1
    errorsOmitted += decision.errorsOmitted
    for error in decision.errors { record(error, line: line) }
  }

  private mutating func record(_ error: CommandError, line: Int) {
    var row = Row(code: error.code, field: Self.field(of: error.pointer))
    if entries.count >= Self.rowsMaximum, entries[row] == nil {
      row = Row(code: error.code, field: Self.otherFields)
    }
    entries[row, default: Entry()].record(line, of: file, number: accepted + rejected)
  }

  /// The first part of a pointer: `/billingAddress` of `/billingAddress/city`.
  private static func field(of pointer: String) -> String {
    let end = pointer.utf8.dropFirst().firstIndex(of: UInt8(ascii: "/")) ?? pointer.endIndex
    return String(pointer[..<end])
  }

  var text: String {
    let total = accepted + rejected
    var text = "\(total.grouped) line\(total == 1 ? "" : "s")\(files > 1 ? " in \(files.grouped) files" : ""): "
    text += "\(accepted.grouped) accepted, \(rejected.grouped) rejected\n"
    if entries.isEmpty { return text }
    let order = Dictionary(uniqueKeysWithValues: ErrorCode.allCases.enumerated().map { ($1, $0) })
    let sorted = entries.sorted { one, other in
      (-one.value.count, order[one.key.code] ?? 0, one.key.field)
        < (-other.value.count, order[other.key.code] ?? 0, other.key.field)
    }
    // At least the first row of each code.
    var codes: Set<ErrorCode> = []
    let shown = sorted.enumerated().filter { codes.insert($1.key.code).inserted || $0 < Self.rowsShown }.map(\.element)
    let rows = shown.map { row, entry in
      let field = row.field.isEmpty ? "(command)" : row.field.printable(maximum: 40)
      return [entry.count.grouped, row.code.rawValue, field, entry.shownLines]
    }
    text += "\n" + TextTable(rows: [["lines", "code", "field", "first lines"]] + rows, rightAligned: [0]).text
    let hidden = sorted.count - shown.count
    if hidden > 0 {
      text += "\n\(hidden.grouped) more row\(hidden == 1 ? "" : "s") with fewer lines each are left out.\n"
    }
    if errorsOmitted > 0 {
      text += "\n\(errorsOmitted.grouped) more errors are past limits.errors of their line, and not in this table.\n"
    }
    return text
  }
}
