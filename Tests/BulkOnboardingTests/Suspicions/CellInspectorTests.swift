import CustomerContract
import Testing

@testable import BulkOnboarding

/// What is found in several rows together.
@Suite struct CellInspectorTests {
  private func entries(_ text: String, _ columns: ColumnOptions = ColumnOptions()) throws -> [Suspicions.Entry] {
    try suspicions(text, ImportOptions(columns: columns)).entries
  }

  private func entry(_ kind: SuspiciousKind, _ column: String?, _ rows: Int, _ first: [Int]) -> Suspicions.Entry {
    Suspicions.Entry(kind: kind, column: column, rows: rows, firstRows: first)
  }

  @Test func `Cells are counted by kind and column, with the first three rows`() throws {
    let text = "Company;displayName\n#N/A;a\nB;#N/A\n\n#N/A;c\nD;d \n#N/A;e\n#REF!;f\n"
    let columns = ColumnOptions(mapped: [.init(column: "Company", target: "legalName")])
    #expect(
      try entries(text, columns) == [
        entry(.errorWord, "Company", 4, [2, 5, 7]), entry(.errorWord, "displayName", 1, [3]),
        entry(.outerBlanks, "displayName", 1, [6]),
      ])
  }

  @Test func `Shorter numbers have lost zeros where those with zeros are equally long`() throws {
    #expect(
      try entries("accountNumber\n00123\n04567\n123\n89012\n4567\n") == [
        entry(.lostZeros, "accountNumber", 2, [4, 6])
      ])
    #expect(try entries("accountNumber\n00123\n045\n7\n89012\n") == [])
    #expect(try entries("accountNumber\n1\n22\n333\n4444\n") == [])
  }

  @Test func `A postal code that is a digit shorter than most has lost a zero`() throws {
    let codes = ["10115", "80331", "1067", "50667", "20095"].joined(separator: "\n")
    #expect(
      try entries("physicalAddress.zip\n\(codes)\n") == [
        entry(.lostZeros, "physicalAddress.zip", 1, [4])
      ])
    #expect(try entries("accountNumber\n\(codes)\n") == [])
    #expect(try entries("physicalAddress.zip\n10115\n1067\n8001\n80331\n") == [])
  }

  @Test func `Equal rows and values that should be one customer's are told where they stand again`() throws {
    let text =
      "accountNumber,primaryEmail,legalName\n1,a@b.example,A\n2,,B\n1,c@b.example,C\n2,,B\n,a@b.example,A\n,,A\n"
    #expect(
      try entries(text) == [
        entry(.duplicateRow, nil, 1, [5]), entry(.duplicateValue, "accountNumber", 2, [4, 5]),
        entry(.duplicateValue, "primaryEmail", 1, [6]),
      ])
  }

  @Test func `A column without text is told, unless it is left out or there are no rows`() throws {
    let text = "legalName,displayName,Notes\nA,,\nB,\"\",\n"
    #expect(try entries(text, ColumnOptions(ignored: ["Notes"])) == [entry(.emptyColumn, "displayName", 0, [])])
    #expect(try entries("legalName,displayName\n") == [])
  }

  @Test func `The header between the rows is told`() throws {
    #expect(
      try entries("legalName,customerType\nA,active\nlegalName,customerType\nB,active\n") == [
        entry(.repeatedHeader, nil, 1, [3])
      ])
  }

  @Test(arguments: [(65_535, [65_536]), (65_536, [65_537]), (65_534, []), (65_537, [])])
  func `Just as many rows as a spreadsheet takes are told`(rows: Int, first: [Int]) throws {
    let text = "legalName\n" + (1...rows).map { "Company \($0)\n" }.joined()
    #expect(try entries(text) == (first.isEmpty ? [] : [entry(.rowLimit, nil, 1, first)]))
  }

  @Test func `Duplicates are not looked for where their keys have no room`() throws {
    let folder = try TestFolder()
    let file = try ImportFile(path: folder.write("rows.csv", "legalName\nA\nA\n"))
    let plan = try ImportPlan(file, ImportOptions())
    var rows = try CommandRows(file, plan, from: plan.start, limits: Limits(), makesKeys: false)
    rows.inspectCells(keysFolder: folder.path + "/none")
    while try rows.next() != nil {}
    let found = rows.takeSuspicions()
    #expect(found?.entries == [] && found?.areDuplicatesChecked == false)
  }

  @Test func `Rows of NDJSON have no cells`() throws {
    let folder = try TestFolder()
    let file = try ImportFile(path: folder.write("rows.ndjson", "{\"legalName\":\"#N/A\"}\n"))
    let plan = try ImportPlan(file, ImportOptions())
    var rows = try CommandRows(file, plan, from: plan.start, limits: Limits(), makesKeys: false)
    rows.inspectCells(keysFolder: folder.path)
    #expect(try rows.next() == .command)
    let found = rows.takeSuspicions()
    #expect(found == nil)
  }
}
