import CustomerContract

/// The account of many lines: what is wrong with how many of them, and where to look first.
struct ValidationSummary {
  private struct Place: Hashable {
    let code: ErrorCode
    /// The member of the command, as a JSON pointer; empty for the command itself.
    let field: String
  }

  private struct Entry {
    var count = 0
    private var firstLines: [Int] = []
    private var lastLine = 0

    /// A line counts once, however often it has the error.
    mutating func note(_ line: Int) {
      guard line != lastLine else { return }
      lastLine = line
      count += 1
      if firstLines.count < ValidationSummary.linesShown { firstLines.append(line) }
    }

    var shownLines: String {
      firstLines.map(String.init).joined(separator: ", ") + (count > firstLines.count ? ", …" : "")
    }
  }

  private var accepted = 0
  private var rejected = 0
  private var errorsOmitted = 0
  private var entries: [Place: Entry] = [:]

  private static let linesShown = 3
  private static let rowsShown = 40
  /// Names of unknown members are the users': past so many places the rest of a code is counted as one.
  private static let placesMaximum = 1000
  private static let otherFields = "(other fields)"

  mutating func note(_ decision: borrowing Decision, line: Int) {
    if decision.isAccepted {
      accepted += 1
      return
    }
    rejected += 1
    errorsOmitted += decision.errorsOmitted
    for error in decision.errors { note(error, line: line) }
  }

  private mutating func note(_ error: CommandError, line: Int) {
    var place = Place(code: error.code, field: Self.field(of: error.pointer))
    if entries.count >= Self.placesMaximum, entries[place] == nil {
      place = Place(code: error.code, field: Self.otherFields)
    }
    entries[place, default: Entry()].note(line)
  }

  /// The first part of a pointer: `/billingAddress` of `/billingAddress/city`.
  private static func field(of pointer: String) -> String {
    let end = pointer.utf8.dropFirst().firstIndex(of: UInt8(ascii: "/")) ?? pointer.endIndex
    return String(pointer[..<end])
  }

  var text: String {
    let total = accepted + rejected
    var text = "\(total.grouped) line\(total == 1 ? "" : "s"): "
    text += "\(accepted.grouped) accepted, \(rejected.grouped) rejected\n"
    if entries.isEmpty { return text }
    let order = Dictionary(uniqueKeysWithValues: ErrorCode.allCases.enumerated().map { ($1, $0) })
    let sorted = entries.sorted { one, other in
      (-one.value.count, order[one.key.code] ?? 0, one.key.field)
        < (-other.value.count, order[other.key.code] ?? 0, other.key.field)
    }
    // Of each code at least the row that stands first.
    var codes: Set<ErrorCode> = []
    let shown = sorted.enumerated().filter { codes.insert($1.key.code).inserted || $0 < Self.rowsShown }.map(\.element)
    let rows = shown.map { place, entry in
      let field = place.field.isEmpty ? "(command)" : place.field.printable(maximum: 40)
      return [entry.count.grouped, place.code.rawValue, field, entry.shownLines]
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
