import BulkOnboarding
import CustomerContract
import Settings

/// What a dry run found in one file.
struct DryRunReport {
  let path: String
  let plan: ImportPlan
  let account: Account
  let tally: RejectionTally
  let unreadable: [UnreadableReason: [Int]]
  /// nil for rows without cells.
  let suspicions: Suspicions?
  let settings: WorkerSettings

  private static let entriesShown = 40

  // MARK: For people

  var text: String {
    var text = "\(ImportInputs.shown(path)): \(layout)\n"
    text += Self.counts(account) + "\n"
    let entries = tally.sorted
    var rows = entries.prefix(Self.entriesShown).map { entry in
      [entry.count.grouped, entry.code.rawValue, column(of: entry.field), Self.list(entry.firstRows, of: entry.count)]
    }
    for (reason, first) in unreadable.sorted(by: { $0.key.code < $1.key.code }) {
      let count = account.unreadableByReason[reason.code] ?? 0
      rows.append([count.grouped, reason.code, "(unreadable)", Self.list(first, of: count)])
    }
    if !rows.isEmpty {
      text += "\n" + TextTable(rows: [["rows", "code", "column", "first rows"]] + rows, rightAligned: [0]).text
    }
    let hidden = entries.count - min(entries.count, Self.entriesShown)
    if hidden > 0 {
      text += "\n\(hidden.grouped) more line\(hidden == 1 ? "" : "s") of fewer rows each are left out.\n"
    }
    for (reason, _) in unreadable.sorted(by: { $0.key.code < $1.key.code }) {
      text += "\n\(reason.code): \(reason.message).\n"
    }
    if tally.errorsOmitted > 0 {
      text += "\n\(tally.errorsOmitted.grouped) more errors are past limits.errors of their row.\n"
    }
    if let suspicions { text += SuspicionText(suspicions: suspicions).text }
    let settings = assumed.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    let last = HelpText.wrap("Decided by these settings, which the workers must have too: \(settings).", indent: 0)
    return text + "\n" + last.joined(separator: "\n") + "\n"
  }

  private var layout: String {
    let encoding = plan.layout.convertedFrom.map { " in \($0.rawValue)" } ?? ""
    guard let columns = plan.columns else {
      return (plan.layout.format == .json ? "a JSON array" : "NDJSON") + encoding
    }
    let delimiter = plan.layout.delimiter == 0x09 ? "tab" : String(UnicodeScalar(plan.layout.delimiter))
    let used = columns.targets.count { $0 != nil }
    let left = columns.names.count - used
    return
      "\(plan.layout.format == .tsv ? "TSV" : "CSV")\(encoding), delimiter \(delimiter), \(used) column\(used == 1 ? "" : "s")"
      + (left > 0 ? " and \(left) left out" : "")
  }

  /// The column that becomes a field, where the two differ; the field itself without its slash.
  private func column(of pointer: String) -> String {
    if pointer.isEmpty { return "(command)" }
    let field = String(pointer.dropFirst())
    let names = plan.columns?.names(ofField: field) ?? []
    return (names.count == 1 ? names[0] : field).printable(maximum: 40)
  }

  private static func list(_ rows: [Int], of count: Int) -> String {
    rows.map(String.init).joined(separator: ", ") + (count > rows.count ? ", …" : "")
  }

  private static func counts(_ account: Account) -> String {
    "\(account.rows.grouped) row\(account.rows == 1 ? "" : "s") = \(account.blank.grouped) blank + "
      + "\(account.unreadable.grouped) unreadable + \(account.accepted.grouped) accepted + "
      + "\(account.rejected.grouped) rejected; nothing was sent"
  }

  static func sumText(_ sum: Account, files: Int) -> String { "\n\(files.grouped) files: \(counts(sum))\n" }

  /// The settings that the verdict depends on.
  private var assumed: [(String, String)] {
    let rules = settings.rules
    let workspace = if case .header(let name) = rules.workspace { "header (\(name))" } else { "open" }
    return [
      ("unknownFields", rules.unknownFields.rawValue), ("nullFields", rules.nullFields.rawValue),
      ("emptyStrings", rules.emptyStrings.rawValue), ("auth.mode", workspace),
      ("limits.commandBytes", "\(rules.limits.commandBytes)"), ("limits.depth", "\(rules.limits.depth)"),
      ("limits.members", "\(rules.limits.members)"),
    ]
  }

  // MARK: For programs

  /// The account as one line of JSON, with the errors by code and column.
  var json: String {
    let errors = tally.sorted.map { entry in
      let columns = plan.columns?.names(ofField: String(entry.field.dropFirst())) ?? []
      return #"{"code":"\#(entry.code.rawValue)","pointer":\#(Self.quoted(entry.field)),"columns":["#
        + columns.map(Self.quoted).joined(separator: ",")
        + #"],"rows":\#(entry.count),"firstRows":[\#(entry.firstRows.map(String.init).joined(separator: ","))]}"#
    }
    let found = suspicions.map { SuspicionText(suspicions: $0).members } ?? []
    return account.json(
      with: [("file", Self.quoted(path)), ("errors", "[" + errors.joined(separator: ",") + "]")] + found + [
        ("assumed", "{" + assumed.map { "\(Self.quoted($0.0)):\(Self.quoted($0.1))" }.joined(separator: ",") + "}")
      ]) + "\n"
  }

  static func sumJSON(_ sum: Account, files: Int) -> String { sum.json(with: [("inputs", "\(files)")]) + "\n" }

  private static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.appendJSON(text)
    return String(decoding: bytes, as: UTF8.self)
  }
}
