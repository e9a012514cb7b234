import BulkOnboarding
import CustomerContract

/// What the cells of a file show of spreadsheets and exports, for people and for programs.
struct SuspicionText {
  let suspicions: Suspicions

  private static let entriesShown = 40
  /// The most characters of a column's name that leave room for row numbers of nine digits.
  private static let columnMaximum = 13

  /// A table of at most 80 columns, and the remedy for each kind in it; empty when nothing is suspicious.
  var text: String {
    let shown = suspicions.entries.prefix(Self.entriesShown)
    var text = ""
    if !shown.isEmpty {
      let rows = shown.map { entry in
        let first = entry.firstRows.map(String.init).joined(separator: ", ")
        return [entry.rows.grouped, entry.kind.rawValue, Self.column(of: entry), first]
      }
      text += "\nSuspicious, and sent as it stands:\n\n"
      text += TextTable(rows: [["rows", "what", "column", "first rows"]] + rows, rightAligned: [0]).text
      let hidden = suspicions.entries.count - shown.count
      if hidden > 0 { text += "\n\(hidden.grouped) more line\(hidden == 1 ? "" : "s") are left out.\n" }
      for kind in SuspiciousKind.allCases where shown.contains(where: { $0.kind == kind }) {
        // The first line begins at the margin, and the others a little to the right.
        let lines = HelpText.wrap("\(kind.rawValue): \(kind.remedy)", indent: 2).joined(separator: "\n")
        text += "\n" + lines.dropFirst(2) + "\n"
      }
    }
    if !suspicions.areDuplicatesChecked {
      let maximum = Suspicions.duplicateRowsMaximum.grouped
      let reason =
        "Duplicates were not looked for: there are more than \(maximum) rows, or TMPDIR has no room for their keys."
      text += "\n" + HelpText.wrap(reason, indent: 0).joined(separator: "\n") + "\n"
    }
    return text
  }

  private static func column(of entry: Suspicions.Entry) -> String {
    if let column = entry.column { return column.printable(maximum: columnMaximum) }
    return entry.kind == .rowLimit ? "(file)" : "(row)"
  }

  /// The members of the account's JSON.
  var members: [(name: String, json: String)] {
    func quoted(_ text: String) -> String {
      var bytes: [UInt8] = []
      bytes.appendJSON(text)
      return String(decoding: bytes, as: UTF8.self)
    }
    let entries = suspicions.entries.map { entry in
      #"{"kind":"\#(entry.kind.rawValue)","column":\#(entry.column.map(quoted) ?? "null"),"rows":\#(entry.rows),"#
        + #""firstRows":[\#(entry.firstRows.map(String.init).joined(separator: ","))]}"#
    }
    return [
      ("suspicious", "[" + entries.joined(separator: ",") + "]"),
      ("duplicatesChecked", "\(suspicions.areDuplicatesChecked)"),
    ]
  }
}
