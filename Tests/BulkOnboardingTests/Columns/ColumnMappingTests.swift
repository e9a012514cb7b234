import CustomerContract
import Testing

@testable import BulkOnboarding

@Suite struct ColumnMappingTests {
  private static let text = """
    {
      "columns" : {
        "Company Name" : "legalName",
        "Kind" : "customerType",
        "Notes" : null,
        "Revenue" : "annualRevenue",
        "Since" : "customerSince",
        "Terms" : "contractTerms:json",
        "displayName" : "displayName"
      },
      "dates" : "dd.MM.yyyy",
      "decimal" : "comma",
      "keyColumn" : "Notes",
      "timeZone" : "UTC",
      "values" : {
        "Kind" : {
          "Kunde" : "active"
        }
      },
      "version" : 1
    }

    """

  private static let header = "Company Name;displayName;Kind;Since;Revenue;Terms;Notes\n"

  private func options() throws -> ImportOptions {
    ImportOptions(
      columns: ColumnOptions(
        mapped: [
          .init(column: "Company Name", target: "legalName"), .init(column: "Kind", target: "customerType"),
          .init(column: "Since", target: "customerSince"), .init(column: "Revenue", target: "annualRevenue"),
          .init(column: "Terms", target: "contractTerms:json"),
        ], ignored: ["Notes"], keyColumn: "Notes",
        dates: DateRule(pattern: try DatePattern("dd.MM.yyyy"), timeZone: .utc), decimal: .comma,
        values: [.init(name: "customerType", text: "Kunde", value: "active")]))
  }

  private func plan(_ text: String, _ options: ImportOptions, name: String = "c.csv") throws -> ImportPlan {
    let folder = try TestFolder()
    return try ImportPlan(ImportFile(path: folder.write(name, text)), options)
  }

  @Test func `A mapping is written from a plan, and makes the same plan`() throws {
    let plan = try plan(Self.header, options())
    let mapping = try ColumnMapping(plan)
    #expect(String(decoding: mapping.json, as: UTF8.self) == Self.text)
    var columns = try ColumnMapping(json: Array(Self.text.utf8)).options(TimeZoneDatabase())
    #expect(columns.isFromFile)
    columns.isFromFile = false
    #expect(try self.plan(Self.header, ImportOptions(columns: columns)) == plan)
  }

  @Test func `The columns that a rejected file has added are no part of it`() throws {
    let rejected = Self.header.dropLast() + ";import.row;import.codes;import.fields;import.message\n"
    #expect(try ColumnMapping(plan(String(rejected), options())) == ColumnMapping(plan(Self.header, options())))
  }

  @Test func `A mapping of rows without cells has their key alone`() throws {
    let plan = try plan("{}\n", ImportOptions(columns: ColumnOptions(keyColumn: "data.id")), name: "c.ndjson")
    let mapping = try ColumnMapping(plan)
    #expect(try mapping.options(TimeZoneDatabase()).keyColumn == "data.id")
  }

  @Test(arguments: [
    ("", "is no mapping file: it is not JSON"), ("[]", "is no mapping file: the value is of another type"),
    ("{}", "is no mapping file: version is missing"),
    (#"{"version":2}"#, "has the version 2; use the program that wrote it, or a newer one"),
    (#"{"version":1,"colums":{}}"#, #"has a member "colums", which means nothing (did you mean columns?)"#),
    (#"{"version":1,"columns":{"a":7}}"#, "is no mapping file: columns.a: the value is of another type"),
    (#"{"version":1,"dates":"dd.MM.yyyy"}"#, "must have dates and timeZone, or neither"),
    (#"{"version":1,"dates":"dd.MM","timeZone":"UTC"}"#, #"dates: "dd.MM" has no yyyy"#),
    (
      #"{"version":1,"dates":"dd.MM.yyyy","timeZone":"Nowhere"}"#,
      #"timeZone: /usr/share/zoneinfo has no time zone "Nowhere"; give a name such as Europe/Berlin, or UTC"#
    ),
  ]) func `A file that is no mapping says what is wrong`(text: String, message: String) {
    do throws(ColumnMappingError) {
      _ = try ColumnMapping(json: Array(text.utf8)).options(TimeZoneDatabase())
      Issue.record("it is taken for a mapping")
    } catch {
      #expect(error.message { $0 } == message)
    }
  }

  @Test func `A decimal mark that is none is refused with its name`() {
    let error = #expect(throws: ColumnMappingError.self) {
      try ColumnMapping(json: Array(#"{"version":1,"decimal":"dot"}"#.utf8))
    }
    #expect(error?.message { $0 }.hasPrefix("is no mapping file: decimal: ") == true)
  }

  @Test func `A column of the mapping that the file does not have is told`() throws {
    let columns = try ColumnMapping(json: Array(Self.text.utf8)).options(TimeZoneDatabase())
    let error = #expect(throws: ImportFileError.self) {
      try plan("Company Name;displayName;Kind;Since;Revenue;Terms\n", ImportOptions(columns: columns))
    }
    #expect(
      error
        == .header([
          .noColumn(option: "--mapping", name: "Notes", suggestion: nil),
          .noColumn(option: "--mapping", name: "Notes", suggestion: nil),
        ]))
  }

  @Test func `A file that is there is not written over`() throws {
    let folder = try TestFolder()
    let path = folder.path + "/m.json"
    let mapping = try ColumnMapping(plan(Self.header, options()))
    try mapping.write(to: path)
    try mapping.write(to: path)
    #expect(try folder.read("m.json") == Self.text)
    let other = try ColumnMapping(plan("legalName\n", ImportOptions()))
    #expect(throws: ColumnMappingError.exists) { try other.write(to: path) }
    #expect(try folder.read("m.json") == Self.text)
    #expect(throws: ColumnMappingError.cannotWrite("No such file or directory")) {
      try mapping.write(to: folder.path + "/none/m.json")
    }
  }

  @Test func `Two columns of one name make no mapping`() throws {
    // The first one is left out, and the second becomes the field.
    let options = ImportOptions(columns: ColumnOptions(ignored: ["legalName"]))
    let plan = try plan("legalName,legalName\n", options)
    #expect(throws: ColumnMappingError.twoColumns("legalName")) { try ColumnMapping(plan) }
  }
}
