import Testing

@testable import BulkOnboarding

/// What is found in one cell, by its field.
@Suite struct SuspiciousTextTests {
  private func kinds(
    _ field: String, _ cell: String, _ columns: ColumnOptions = ColumnOptions()
  ) throws -> [SuspiciousKind] {
    let text = "\(field)\n\"\(cell.replacing("\"", with: "\"\""))\"\n"
    return try suspicions(text, ImportOptions(delimiter: UInt8(ascii: ","), columns: columns)).entries.map(\.kind)
  }

  @Test(arguments: [
    ("primaryPhone", "4.91512E+11", SuspiciousKind.scientificNotation), ("accountNumber", "1E+05", .scientificNotation),
    ("accountNumber", "4,91512e+11", .scientificNotation), ("physicalAddress.city", "4.9E+11", .scientificNotation),
    ("accountNumber", "1234567890123450", .roundedNumber), ("accountNumber", "12345.0", .numberInText),
    ("accountNumber", #"="00123""#, .formulaText), ("legalName", "#N/A", .errorWord), ("website", "#REF!", .errorWord),
    ("displayName", "#BEZUG!", .errorWord), ("displayName", "####", .errorWord), ("creditLimit", "#DIV/0!", .errorWord),
    ("displayName", "NULL", .nullWord), ("referredBy", "n/a", .nullWord), ("website", "-", .nullWord),
    ("referredBy", #"\N"#, .nullWord),
  ]) func `A number or a word of a program's is found`(field: String, cell: String, kind: SuspiciousKind) throws {
    #expect(try kinds(field, cell) == [kind])
  }

  @Test(arguments: [
    ("45321", SuspiciousKind.dateSerial), ("45321.5", .dateSerial), ("1900-01-00", .zeroDate),
    ("0000-00-00 00:00:00", .zeroDate), ("31.12.24", .twoDigitYear), ("31.12.2024", .otherDate),
    ("1/15/2024 9:00", .otherDate), ("2024-01-15", .otherDate), ("2024-01-15T09:00:00", .otherDate),
    ("20240115", .otherDate), ("15 January 2024", .otherDate),
  ]) func `A date in another form is found`(cell: String, kind: SuspiciousKind) throws {
    #expect(try kinds("customerSince", cell) == [kind])
  }

  @Test(arguments: [
    ("annualRevenue", "1,5", SuspiciousKind.decimalComma), ("creditLimit", "1.234.567,89", .decimalComma),
    ("annualRevenue", "1,234,567.89", .groupedDigits), ("annualRevenue", "1 234 567", .groupedDigits),
    ("annualRevenue", "1'234", .groupedDigits), ("annualRevenue", "1\u{202F}234,5", .groupedDigits),
    ("annualRevenue", "€ 100", .unitInNumber), ("healthScore", "70%", .unitInNumber),
    ("taxExempt", "yes", .booleanWord), ("taxExempt", "0", .booleanWord), ("taxExempt", "não", .booleanWord),
    ("customerType", "Active", .otherSpelling), ("paymentTerms", "Net 30", .otherSpelling),
  ]) func `A value in the form of a spreadsheet is found`(field: String, cell: String, kind: SuspiciousKind) throws {
    #expect(try kinds(field, cell) == [kind])
  }

  @Test(arguments: [
    ("legalName", " Acme", SuspiciousKind.outerBlanks), ("legalName", "Acme\u{A0}", .outerBlanks),
    ("status", "active ", .outerBlanks), ("legalName", "Ac\u{200B}me", .invisibleCharacter),
    ("primaryPhone", "\u{202A}+49 30", .invisibleCharacter), ("legalName", "Ac\u{7}me", .invisibleCharacter),
    ("displayName", "a\tb", .invisibleCharacter), ("legalName", "Acme\nLtd", .lineBreak),
    ("legalName", "MÃ¼ller", .mojibake), ("legalName", "StraÃŸe", .mojibake), ("notesSummary", "itâ€™s", .mojibake),
    ("notesSummary", "5Â° C", .mojibake), ("legalName", "Ð¡Ð±ÐµÑ€", .mojibake),
    ("legalName", "M\u{FFFD}ller", .replacementMark), ("legalName", "M?ller", .lostCharacter),
    ("legalName", "????", .lostCharacter), ("legalName", "A &amp; B", .htmlEntity),
    ("notesSummary", "it&#39;s", .htmlEntity),
    ("notesSummary", String(repeating: "ä", count: 255), .cutText), ("legalName", "a \"b\" ", .outerBlanks),
  ]) func `A character that was lost or added is found`(field: String, cell: String, kind: SuspiciousKind) throws {
    #expect(try kinds(field, cell) == [kind])
  }

  @Test(arguments: [
    ("legalName", "São Ângelo & Çelik ÄÖÜ SÃO, Łódź"), ("legalName", "Номос АО"), ("legalName", "東京"),
    ("legalName", "Yahoo!"), ("legalName", "Nu Skin"), ("legalName", "E.ON 3.0"), ("legalName", "R&D; Ltd"),
    ("legalName", "1E5"), ("accountNumber", "A-1.0"), ("accountNumber", "0"), ("accountNumber", "123456789012345"),
    ("primaryPhone", "+49 30 123456"), ("primaryPhone", "(030) 1234"), ("primaryEmail", "ada@example.com"),
    ("website", "https://a.example/?q=1&copy=2;x#N/A"), ("website", "https://a.example/x?y"),
    ("customerSince", "2024-01-15T09:00:00Z"), ("customerSince", "2024-01-15T09:00:00.5+01:00"),
    ("customerSince", "soon"),
    ("annualRevenue", "1e5"), ("annualRevenue", "-1234.5"), ("annualRevenue", "TRUE"), ("healthScore", "many"),
    ("taxExempt", "FALSE"), ("customerType", "gold"), ("notesSummary", "Called.\nReally?No #1"),
    ("contractTerms:json", "{ \"a\": \"#N/A\" } "), ("physicalAddress.city", "Frankfurt (Oder)"),
  ]) func `A cell like most others is passed over`(field: String, cell: String) throws {
    #expect(try kinds(field, cell) == [])
  }

  @Test func `A cell that the user's rules convert is what it becomes`() throws {
    let columns = ColumnOptions(
      dates: DateRule(pattern: try DatePattern("dd.MM.yyyy"), timeZone: .utc), decimal: .comma)
    #expect(try kinds("customerSince", "31.12.2024", columns) == [])
    #expect(try kinds("customerSince", "31.02.2024", columns) == [.otherDate])
    #expect(try kinds("annualRevenue", "1.234,5", columns) == [])
    #expect(try kinds("annualRevenue", "1,234.5", columns) == [.groupedDigits])
    func mapped(_ name: String, _ text: String, _ value: String) -> ColumnOptions {
      ColumnOptions(values: [.init(name: name, text: text, value: value)])
    }
    #expect(try kinds("taxExempt", "yes", mapped("taxExempt", "yes", "true")) == [])
    #expect(try kinds("taxExempt", "no", mapped("taxExempt", "yes", "true")) == [.booleanWord])
    #expect(try kinds("referredBy", "NULL", mapped("referredBy", "NULL", "")) == [])
  }

  @Test func `Every kind says what to do, and is named by a word`() {
    for kind in SuspiciousKind.allCases {
      #expect(kind.remedy.hasSuffix(".") && kind.remedy.contains(". "))
      #expect(kind.rawValue.utf8.allSatisfy { $0 == UInt8(ascii: "_") || $0 >= UInt8(ascii: "a") })
    }
  }

  @Test func `Any short text can stand in a column of any kind`() throws {
    let characters = [".", ",", "-", "+", "#", "=", "?", "&", "/", "0", "9", "E", " ", "é", "\u{FFFD}"]
    var texts = [""]
    for _ in 0..<3 { texts += texts.flatMap { text in characters.map { text + $0 } } }
    let names = [
      "primaryPhone", "notesSummary", "customerSince", "annualRevenue", "taxExempt", "customerType", "website",
      "physicalAddress.zip",
    ]
    let rows = Set(texts).map { text in names.map { _ in "\"\(text)\"" }.joined(separator: ",") }
    let found = try suspicions(([names.joined(separator: ",")] + rows).joined(separator: "\n"))
    #expect(Set(found.entries.compactMap(\.column)) == Set(names))
  }
}
