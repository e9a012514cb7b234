import CustomerContract
import Testing

@testable import BulkOnboarding

/// The form of commands that are made of cells, and the keys that follow from it.
///
/// Customers are named by these keys: a change of what stands here is a new `RowEncoding.version`.
@Suite struct RowEncodingTests {
  private let header =
    "taxExempt,Display Name,legalName,customerType,healthScore,annualRevenue,physicalAddress.zip,physicalAddress.city,contractTerms:json\n"

  @Test(arguments: [
    (
      "true,Acme,Acme Ltd,active,7,1000,,,",
      #"{"legalName":"Acme Ltd","displayName":"Acme","customerType":"active","healthScore":7,"annualRevenue":1000,"taxExempt":true}"#
    ),
    ("TRUE,,,,1.50,1e3,,,", #"{"healthScore":1.50,"annualRevenue":1e3,"taxExempt":true}"#),
    ("1,,,,true,False,,,", #"{"healthScore":"true","annualRevenue":false,"taxExempt":"1"}"#),
    ("yes,,,,007,007,,,", #"{"healthScore":"007","annualRevenue":"007","taxExempt":"yes"}"#),
    (",,,,,\"1,5\",0123,\"Zürich\",", #"{"annualRevenue":"1,5","physicalAddress":{"city":"Zürich","zip":"0123"}}"#),
    (#","say ""hi""\",5" pipe,,,,,,"#, #"{"legalName":"5\" pipe","displayName":"say \"hi\"\\"}"#),
    (#",,,,,,,,"{""days"":30}""#, #"{"contractTerms":{"days":30}}"#),
    (",,,,,,,,{days:30}", #"{"contractTerms":"{days:30}"}"#),
    (
      ",\"a\tb\nc\u{1}\",null,,null,null,,,",
      #"{"legalName":"null","displayName":"a\tb\nc\u0001","healthScore":"null","annualRevenue":"null"}"#
    ),
    (", , x ,,,,,,", #"{"legalName":" x ","displayName":" "}"#),
    (",\"\",,,,,,,", "blank"), (",,", "blank"), ("", "blank"),
    ("true", #"{"taxExempt":true}"#),
    ("true,,,,,,,,,", #"{"taxExempt":true}"#),
    ("true,,,,,,,,,x", "extra_cells"),
    (#","a"b,c,,,,,,"#, "text_after_quote"),
  ]) func `A row has this command`(row: String, command: String) throws {
    #expect(try commands(header + row + "\n" + "true\n") == [command, #"{"taxExempt":true}"#])
  }

  @Test(arguments: [
    ("01.07.2024,,,,,", #"{"customerSince":"2024-07-01T00:00:00Z"}"#),
    ("31.02.2024,,,,,", #"{"customerSince":"31.02.2024"}"#),
    ("2024-01-15T09:00:00+01:00,,,,,", #"{"customerSince":"2024-01-15T09:00:00+01:00"}"#),
    (#""01.07.2024",,,,,"#, #"{"customerSince":"2024-07-01T00:00:00Z"}"#),
    (#"," 7","1.234,5",,,"#, #"{"healthScore":" 7","annualRevenue":1234.5}"#),
    (#",1e2,"1.5",,,"#, #"{"healthScore":1e2,"annualRevenue":"1.5"}"#),
    (#","7,0",-,,,"#, #"{"healthScore":7.0,"annualRevenue":"-"}"#),
    (",,,Kunde,ja,01.07.2024", #"{"customerType":"active","physicalAddress":{"city":"01.07.2024"},"taxExempt":true}"#),
    (",,,kunde,nein,", #"{"customerType":"kunde","taxExempt":"nein"}"#),
    (#",,,"a ""b""",,"say ""hi""""#, #"{"customerType":"\u0001\"","physicalAddress":{"city":"say \"hi\""}}"#),
    (",,,-,,", "{}"),
    (",,,,,", "blank"),
  ]) func `A row whose cells are converted has this command`(row: String, command: String) throws {
    let columns = ColumnOptions(
      dates: DateRule(pattern: try DatePattern("dd.MM.yyyy"), timeZone: .utc), decimal: .comma,
      values: [
        .init(name: "Customer Type", text: "Kunde", value: "active"),
        .init(name: "taxExempt", text: "ja", value: "true"),
        .init(name: "customerType", text: #"a "b""#, value: "\u{1}\""),
        .init(name: "customerType", text: "-", value: ""),
      ])
    let header = "customerSince,healthScore,annualRevenue,customerType,taxExempt,physicalAddress.city\n"
    #expect(try commands(header + row + "\n", ImportOptions(columns: columns)) == [command])
  }

  @Test func `A short cell may become a long one in every column`() throws {
    let names = (0..<200).map { "contractTerms.a\($0)" }
    let long = String(repeating: "\u{1}", count: 2000)
    let columns = ColumnOptions(values: names.map { .init(name: $0, text: "x", value: long) })
    let text = names.joined(separator: ",") + "\n" + names.map { _ in "x" }.joined(separator: ",") + "\n"
    let command = try #require(try commands(text, ImportOptions(columns: columns, limits: Self.wide)).first)
    #expect(command.utf8.count > 200 * 12_000)
  }

  private static var wide: Limits {
    var limits = Limits()
    limits.commandBytes = 10_000_000
    return limits
  }

  @Test func `Moved columns, other quotes and other line ends give the same command`() throws {
    let one = try commands("legalName,displayName,physicalAddress.city,physicalAddress.zip\nA,B,C,1\n")
    let other = try commands(
      "\"physical_address.zip\";physicalAddress.city;\"Display Name\";LEGAL_NAME\r\n1;\"C\";\"B\";A")
    #expect(one == [#"{"legalName":"A","displayName":"B","physicalAddress":{"city":"C","zip":"1"}}"#])
    #expect(one == other)
  }

  @Test(arguments: [
    ("legalName,displayName,customerType\nAcme Ltd,Acme,active\n", "rows.csv", "hOp7iUUv9HwEEx4LA47zJA"),
    ("{\"legalName\":\"Acme Ltd\"}\r\n", "rows.ndjson", "aXXv0mfUZYz88mukygqhjw"),
  ]) func `A command has this key`(text: String, name: String, key: String) throws {
    let folder = try TestFolder()
    let file = try ImportFile(path: folder.write(name, text))
    let plan = try ImportPlan(file, ImportOptions())
    #expect(plan.encodingVersion == 1)
    let converted = ImportOptions(columns: ColumnOptions(decimal: .comma))
    if plan.columns != nil { #expect(try ImportPlan(file, converted).encodingVersion == 2) }
    var rows = try CommandRows(file, plan, from: plan.start, limits: Limits(), makesKeys: true)
    #expect(try rows.next() == .command)
    #expect(unsafe rows.key.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) } == key)
  }
}
