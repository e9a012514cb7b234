import Testing

@testable import BulkOnboarding

@Suite struct HeaderMatcherTests {
  private let end = FilePosition(row: 1, byteOffset: 10)

  private func targets(_ names: [String], _ options: ColumnOptions = ColumnOptions()) throws -> [String?] {
    try HeaderMatcher(options).plan(names, headerEnd: end).targets.map { $0?.text }
  }

  private func errors(_ names: [String], _ options: ColumnOptions = ColumnOptions()) -> [HeaderError] {
    do {
      _ = try HeaderMatcher(options).plan(names, headerEnd: end)
    } catch {
      if case .header(let errors) = error { return errors }
    }
    return []
  }

  @Test func `Names match without case, blanks, low lines and hyphens`() throws {
    #expect(
      try targets(["Legal Name", "display_name", "CUSTOMER-TYPE", " primaryEmail "]) == [
        "legalName", "displayName", "customerType", "primaryEmail",
      ])
  }

  @Test func `A dot leads to a member of an object`() throws {
    #expect(
      try targets(["physical_address.city", "Billing Address.Zip Code", "taxProfile.a.b"]) == [
        "physicalAddress.city", "billingAddress.Zip Code", "taxProfile.a.b",
      ])
  }

  @Test func `A mark of JSON stands in the header or in a mapping`() throws {
    #expect(
      try targets(
        ["contractTerms:json", "Terms"], ColumnOptions(mapped: [.init(column: "Terms", target: "taxProfile:json")]))
        == ["contractTerms:json", "taxProfile:json"])
  }

  @Test func `All errors are told at once`() {
    let options = ColumnOptions(
      mapped: [.init(column: "Nowhere", target: "legalName"), .init(column: "Firm", target: "leaglName")],
      ignored: ["Noted"], keyColumn: "Key")
    #expect(
      errors(
        [
          "Firm", "legalNam", "email", "primaryEmail", "Primary E-Mail", "taxProfile", "taxProfile.id",
          "notesSummary.x", "",
        ]
          + ["Notes"], options) == [
          .noColumn(option: "--ignore", name: "Noted", suggestion: "Notes"),
          .noColumn(option: "--key-column", name: "Key", suggestion: nil),
          .noColumn(option: "--map", name: "Nowhere", suggestion: nil),
          .unknownTarget(column: "Firm", target: "leaglName", suggestion: "legalName"),
          .unknownColumn(name: "legalNam", suggestion: "legalName"),
          .unknownColumn(name: "email", suggestion: nil),
          .noObject(name: "notesSummary.x", field: "notesSummary"),
          .unnamedColumn(number: 9),
          .unknownColumn(name: "Notes", suggestion: nil),
          .twice(target: "primaryEmail", columns: ["primaryEmail", "Primary E-Mail"]),
          .fieldAndMember(field: "taxProfile", columns: ["taxProfile", "taxProfile.id"]),
        ])
  }

  @Test func `The column that lost its field to a mapping must be mapped or left out`() throws {
    let mapped = ColumnOptions.Mapped(column: "Company Name", target: "legalName")
    #expect(
      errors(["Company Name", "legalName"], ColumnOptions(mapped: [mapped])) == [
        .twice(target: "legalName", columns: ["Company Name", "legalName"])
      ])
    #expect(
      try targets(["Company Name", "legalName"], ColumnOptions(mapped: [mapped], ignored: ["legalName"])) == [
        "legalName", nil,
      ])
  }

  @Test func `Columns that a file of rejected rows has are left out`() throws {
    let plan = try HeaderMatcher(ColumnOptions()).plan(
      ["legalName", "import.row", "import.codes", "import.fields", "import.message"], headerEnd: end)
    #expect(plan.targets.map { $0?.text } == ["legalName", nil, nil, nil, nil])
    #expect(plan.ownColumns == 1)
  }

  @Test func `Empty columns at the end are none`() throws {
    #expect(try targets(["legalName", "", " "]) == ["legalName"])
  }

  @Test func `A header of our own columns or of blanks names no column`() {
    for names in [["import.row", "import.codes"], ["  "], ["", ""]] {
      #expect(throws: ImportFileError.noHeader) { try HeaderMatcher(ColumnOptions()).plan(names, headerEnd: end) }
    }
  }

  @Test func `A column is no deeper than a command may be, and has a name between its dots`() {
    let deep = "taxProfile" + String(repeating: ".a", count: 200_000)
    #expect(errors([deep]) == [.unknownColumn(name: deep, suggestion: nil)])
    #expect(errors(["taxProfile..a"]) == [.unknownColumn(name: "taxProfile..a", suggestion: nil)])
  }

  @Test func `There are as many columns as a spreadsheet has, and they are compared in time`() {
    let members = (0..<16_384).map { "taxProfile.x\($0)" }
    #expect(errors(members) == [])
    #expect(errors(members + ["legalName"]) == [.tooManyColumns(16_385, maximum: 16_384)])
  }

  @Test func `A key column need be no field`() throws {
    let plan = try HeaderMatcher(ColumnOptions(keyColumn: "CRM Id")).plan(["legalName", "CRM Id"], headerEnd: end)
    #expect(plan.keyColumn == 1)
    #expect(plan.targets.map { $0?.text } == ["legalName", nil])
  }

  @Test func `A value is mapped for a column by its name, or by its field`() throws {
    let columns = ColumnOptions(
      mapped: [.init(column: "Kind", target: "customerType")], ignored: ["status"],
      values: [
        .init(name: "kind", text: "Kunde", value: "active"),
        .init(name: "customer_type", text: "Partner", value: "partner"),
        .init(name: "physicalAddress.city", text: "Muc", value: "Munich"),
      ])
    let plan = try HeaderMatcher(columns).plan(["Kind", "physical_address.city", "status"], headerEnd: end)
    #expect(
      plan.cells == CellRules(values: [0: ["Kunde": "active", "Partner": "partner"], 1: ["Muc": "Munich"]]))
  }

  @Test func `A value for a column that is left out or not there is an error, and so are two for one text`() {
    let columns = ColumnOptions(
      ignored: ["status"],
      values: [
        .init(name: "status", text: "a", value: "b"), .init(name: "legalNam", text: "a", value: "b"),
        .init(name: "legalName", text: "a", value: "b"), .init(name: "legalName", text: "a", value: "b"),
        .init(name: "legal name", text: "a", value: "c"),
      ])
    #expect(
      errors(["legalName", "status"], columns) == [
        .noColumn(option: "--map-value", name: "status", suggestion: nil),
        .noColumn(option: "--map-value", name: "legalNam", suggestion: "legalName"),
        .twoValues(name: "legal name"),
      ])
  }

  @Test func `The messages of errors say what to do`() {
    let messages = [
      HeaderError.unknownColumn(name: "legalNam", suggestion: "legalName"),
      .twice(target: "legalName", columns: ["a", "b"]), .unnamedColumn(number: 3),
    ].map { $0.message { $0 } }
    #expect(
      messages == [
        #"the column "legalNam" is no field (did you mean legalName?)"#, #"2 columns become legalName: "a", "b""#,
        "column 3 has no name",
      ])
  }
}
