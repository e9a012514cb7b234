import BulkOnboarding

/// The account of a job for people.
struct AccountText {
  private let account: Account
  private let job: Job?

  private static let codesShown = 10

  init(_ account: Account, of job: Job? = nil) {
    self.account = account
    self.job = job
  }

  var text: String {
    let file = job.map { " of \($0.opened.file.name.printable())" } ?? ""
    var rows = [["\(account.rows.grouped)", "rows\(file)"]]
    func add(_ count: Int, _ words: String) {
      if count > 0 { rows.append([count.grouped, words]) }
    }
    add(account.blank, "blank")
    add(account.unreadable, "unreadable")
    add(account.unsent, "not sent")
    rows.append([account.sent.grouped, "sent, of which"])
    rows.append([account.accepted.grouped, "  accepted"])
    rows.append([account.rejected.grouped, "  rejected"])
    add(account.waiting, "  waiting for their results")
    for (reason, count) in account.unprocessed.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      add(count, "  never answered: \(Self.words(reason))")
    }
    if let repeated = account.repeatedKeys {
      add(repeated, "rows whose key stood before: with the first of them one customer")
    }
    add(account.unnamed, "results at the job's offsets that name no row")
    add(account.contradictions, "rows both accepted and rejected, a fault of the workers: the first result counts")
    return "Job \(account.job): \(Self.words(account.state))\n"
      + TextTable(rows: rows, rightAligned: [0], indent: "  ").text + codes + files
  }

  private var codes: String {
    if account.rejectedByCode.isEmpty { return "" }
    let sorted = account.rejectedByCode.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let rows = sorted.prefix(Self.codesShown).map { [$0.value.grouped, $0.key] }
    let more = sorted.count > rows.count ? "  and \((sorted.count - rows.count).grouped) more codes\n" : ""
    return "Rejected by their first error:\n" + TextTable(rows: rows, rightAligned: [0], indent: "  ").text + more
  }

  private var files: String {
    account.files.isEmpty ? "" : "Files:\n" + account.files.map { "  \($0)\n" }.joined()
  }

  private static func words(_ state: Account.State) -> String {
    switch state {
    case .sending: "not sent to the end"
    case .waiting: "sent; results are missing"
    case .done: "done"
    case .cancelled: "cancelled"
    case .dryRun: "nothing was sent"
    }
  }

  private static func words(_ reason: UnprocessedReason) -> String {
    switch reason {
    case .deleted: "the command was deleted before a worker read it"
    case .resultExpired: "the result was deleted before it was read"
    }
  }
}
