import CustomerContract
import Testing

@testable import BulkOnboarding

@Suite struct CommandRowsTests {
  private func lines(_ text: String, _ options: ImportOptions = ImportOptions()) throws -> [String] {
    try commands(text, options, name: "rows.ndjson")
  }

  @Test func `A line of white space is blank, and every other line is a command as it is`() throws {
    #expect(try lines("\n \t\r\n{\"a\":1} \nnot JSON\n") == ["blank", "blank", "{\"a\":1} ", "not JSON"])
  }

  @Test func `A byte-order mark is no part of the first row`() throws {
    #expect(try lines("\u{FEFF}{}\n") == ["{}"])
    #expect(try commands("\u{FEFF}legalName\nA\n") == [#"{"legalName":"A"}"#])
  }

  @Test func `The line that names the delimiter is no row`() throws {
    let folder = try TestFolder()
    let file = try ImportFile(path: folder.write("rows.csv", "\u{FEFF}sep=;\r\nlegalName;displayName\r\nA;B\r\n"))
    let plan = try ImportPlan(file, ImportOptions())
    var rows = try CommandRows(file, plan, from: plan.start, limits: Limits(), makesKeys: false)
    #expect(try rows.next() == .command)
    #expect(rows.number == 2)
    #expect(try rows.next() == nil)
  }

  @Test func `An event with a correlation of its own is unreadable, whatever escapes hide it`() throws {
    #expect(
      try lines(
        #"{"specversion":"1.0","correlationid":"x","data":{}}"# + "\n"
          + #"{"sp\u0065cversion":"1.0","correlation\u0069d":"x","data":{}}"# + "\n"
          + #"{"specversion":"1.0","correlationid":null,"data":{"correlationid":"x"}}"# + "\n"
          + #"{"notesSummary":"specversion","correlationid":"x"}"# + "\n") == [
          "own_correlation", "own_correlation",
          #"{"specversion":"1.0","correlationid":null,"data":{"correlationid":"x"}}"#,
          #"{"notesSummary":"specversion","correlationid":"x"}"#,
        ])
  }

  @Test func `An event keeps its identity, unless a key is asked for`() throws {
    let folder = try TestFolder()
    let event = #"{"specversion":"1.0","id":"7","data":{"accountNumber":"A-1"}}"#
    let file = try ImportFile(path: folder.write("rows.ndjson", event + "\n{}\n"))
    let plain = try ImportPlan(file, ImportOptions())
    var rows = try CommandRows(file, plain, from: plain.start, limits: Limits(), makesKeys: true)
    #expect(try rows.next() == .command)
    #expect(rows.isEvent && !rows.hasIdempotencyKey)
    #expect(try rows.next() == .command)
    #expect(!rows.isEvent && rows.hasIdempotencyKey)

    let keyed = try ImportPlan(
      file, ImportOptions(columns: ColumnOptions(keyColumn: "data.accountNumber")))
    rows = try CommandRows(file, keyed, from: keyed.start, limits: Limits(), makesKeys: true)
    #expect(try rows.next() == .command)
    #expect(rows.hasIdempotencyKey == true)
    #expect(unsafe rows.key.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) } == "A-1")
    #expect(try rows.next() == .unreadable(.noKey))
  }

  @Test func `A key that is empty or too long makes its row unreadable`() throws {
    let options = ImportOptions(columns: ColumnOptions(keyColumn: "accountNumber"))
    let long = String(repeating: "x", count: 256)
    #expect(
      try commands("accountNumber,legalName\n,A\n\(long),B\n1,C\n", options) == [
        "no_key", "key_too_long", #"{"legalName":"C","accountNumber":"1"}"#,
      ])
  }

  @Test func `A command past the limit is unreadable, and the next row is read`() throws {
    var limits = Limits()
    limits.commandBytes = 40
    let options = ImportOptions(limits: limits)
    let long = String(repeating: "x", count: 40)
    #expect(try lines("\"\(long)\"\n{}\n", options) == ["too_large", "{}"])
    #expect(try commands("legalName\n\(long)\nA\n", options) == ["too_large", #"{"legalName":"A"}"#])
  }

  @Test func `The delimiter is the one that splits the header into fields`() throws {
    #expect(try commands("legalName;displayName\nA;B,C\n") == [#"{"legalName":"A","displayName":"B,C"}"#])
    #expect(try commands("legalName\tdisplayName\nA\tB;C\n") == [#"{"legalName":"A","displayName":"B;C"}"#])
    #expect(try commands("legalName|displayName\nA|B\n") == [#"{"legalName":"A","displayName":"B"}"#])
    #expect(
      try commands("legalName!displayName\nA!B\n", ImportOptions(delimiter: UInt8(ascii: "!"))) == [
        #"{"legalName":"A","displayName":"B"}"#
      ])
  }

  @Test func `Rows go on behind any row`() throws {
    let folder = try TestFolder()
    let file = try ImportFile(path: folder.write("rows.csv", "legalName\nA\n\"B\n\"\n\nC\n"))
    let plan = try ImportPlan(file, ImportOptions())
    var rows = try CommandRows(file, plan, from: plan.start, limits: Limits(), makesKeys: true)
    while try rows.next() != nil {
      var rest = try CommandRows(file, plan, from: rows.position, limits: Limits(), makesKeys: true)
      let hasMore = try rest.next() != nil
      #expect(hasMore ? rest.number == rows.number + 1 : rows.number == 5)
    }
  }

  @Test func `Options for cells are refused where there are none`() throws {
    let columns = ColumnOptions(
      dates: DateRule(pattern: try DatePattern("yyyy-MM-dd"), timeZone: .utc), decimal: .comma,
      values: [.init(name: "a", text: "b", value: "c")])
    #expect(
      throws: ImportFileError.header([
        .noColumn(option: "--map-value", name: "a", suggestion: nil), .noCells(option: "--dates"),
        .noCells(option: "--decimal"),
      ])
    ) { try lines("{}\n", ImportOptions(columns: columns)) }
  }

  @Test func `Options for columns are refused where there are none`() {
    #expect(throws: ImportFileError.header([.noColumn(option: "--ignore", name: "a", suggestion: nil)])) {
      try lines("{}\n", ImportOptions(columns: ColumnOptions(ignored: ["a"])))
    }
  }
}
