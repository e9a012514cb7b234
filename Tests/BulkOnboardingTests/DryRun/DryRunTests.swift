import CustomerContract
import Testing

@testable import BulkOnboarding

@Suite struct DryRunTests {
  private static let good = "Acme,a,active\n"
  private static let bad = "Acme,a,gold\n"
  private static let header = "legalName,displayName,customerType\n"

  private func decide(_ text: String, _ rowsMaximum: Int?) throws -> (account: Account, tally: RejectionTally) {
    let folder = try TestFolder()
    let file = try ImportFile(path: folder.write("rows.csv", text))
    let plan = try ImportPlan(file, ImportOptions())
    var rows = try CommandRows(file, plan, from: plan.start, limits: Limits(), makesKeys: false)
    var run = DryRun(Rules(), headers: [], name: "job")
    if let rowsMaximum {
      try run.decide(&rows, rowsMaximum: rowsMaximum)
    } else {
      try run.decideAll(rows, keysFolder: folder.path) { _, _ in }
    }
    return (run.finish(), run.tally)
  }

  @Test func `Rows that another thread reads ahead are decided as they are one by one`() throws {
    let part = Self.good + Self.good + "\n" + Self.bad + "Acme,a,active,more\n" + "Acme,\"a\nb\",active\n"
    let text = Self.header + String(repeating: part, count: 3000)
    let one = try decide(text, .max)
    let other = try decide(text, nil)
    #expect(one.account == other.account)
    #expect(one.tally.sorted == other.tally.sorted)
    #expect(one.account.rows == 18_000 && one.account.accepted == 9000 && one.account.rejected == 3000)
    #expect(one.account.blank == 3000 && one.account.unreadable == 3000)
    #expect(one.tally.sorted.map(\.firstRows) == [[5, 11, 17]])
    #expect(one.account.errorsByCode == ["invalid_enum": 3000])
  }

  @Test func `No more rows are decided than are asked for`() throws {
    #expect(try decide(Self.header + String(repeating: Self.good, count: 30), 20).account.accepted == 20)
  }

  @Test func `An error of the file comes behind the rows before it`() throws {
    let text = Self.header + String(repeating: Self.good, count: 5000) + "\"Acme,a,active\n"
    #expect(throws: ImportFileError.quoteNotClosed(CellLocation(row: 5002, column: 1, name: "legalName"), bytes: nil)) {
      try decide(text, nil)
    }
  }

  @Test func `A row counts once for each code, and under its first code alone`() throws {
    let run = try decide(Self.header + ",,gold\n", nil)
    #expect(run.account.rejectedByCode == ["required": 1])
    #expect(run.account.errorsByCode == ["required": 1, "invalid_enum": 1])
    #expect(run.tally.sorted.count == 3)
  }

  @Test func `Accounts of files add up`() throws {
    var sum = Account(job: "", state: .dryRun)
    sum.add(try decide(Self.header + Self.good + Self.bad, nil).account)
    sum.add(try decide(Self.header + Self.bad + "\n", nil).account)
    #expect(sum.rows == 4 && sum.rejected == 2 && sum.accepted == 1 && sum.blank == 1)
    #expect(sum.rejectedByCode == ["invalid_enum": 2])
  }
}
