import ContractTestSupport
import Testing

@testable import CustomerContract

/// Whole messages: producers read them, and mend a command by them in one round.
@Suite struct MessageTests {
  private static let segments =
    "corporate, retail, hospitality, healthcare, education, government, residential, industrial, financial, other"

  @Test(arguments: [
    (
      #""customerSince":1705309200"#,
      "customerSince must be a string with an RFC 3339 date-time, such as 2024-01-15T09:00:00Z, not a number"
    ),
    (
      #""website":["x"]"#,
      "website must be a string with an RFC 3986 URI with its scheme, such as https://www.example.com/, not an array"
    ),
    (
      #""primaryEmail":{}"#,
      "primaryEmail must be a string with an RFC 5321 e-mail address, such as ada@example.com, not an object"
    ),
    (
      #""paymentTerms":30"#,
      "paymentTerms must be a string, one of net_15, net_30, net_45, net_60, net_90, due_on_receipt, custom, not a number"
    ),
    (
      #""industrySegment":null"#,
      "industrySegment must be a string, one of \(segments), not null; leave it out if it is not known"
    ),
    (#""taxExempt":null"#, "taxExempt must be a boolean, true or false, not null; leave it out if it is not known"),
    (
      #""taxExempt":"true""#,
      "taxExempt must be a boolean, true or false, not a string; write it without quotation marks"
    ),
    (#""healthScore":"85""#, "healthScore must be an integer, not a string; write it without quotation marks"),
    (#""healthScore":"""#, "healthScore must be an integer, not an empty string; leave it out if it is not known"),
    (#""healthScore":8.5"#, "healthScore must be an integer, not a number with a fraction"),
    (#""healthScore":1e30"#, "healthScore must be an integer within 64 bits"),
    (#""notesSummary":42"#, "notesSummary must be a string, not a number"),
    (#""contractTerms":"""#, "contractTerms must be an object, not an empty string; leave it out if it is not known"),
    (
      #""status":"""#,
      "status must be one of active, inactive, suspended, churned, not an empty string; leave it out if it is not known"
    ),
    (
      #""website":"""#,
      "website must be an RFC 3986 URI with its scheme, such as https://www.example.com/, not an empty string; leave it out if it is not known"
    ),
    (
      #""customerSince":"2024-01-15 09:00""#,
      "customerSince must be an RFC 3339 date-time, such as 2024-01-15T09:00:00Z: a T belongs between date and time, not a space; the seconds are missing; the offset from UTC is missing (Z, or one such as +01:00)"
    ),
    (#""web_site":1"#, "the member is not a field of the command; did you mean website?"),
  ])
  func `What a field wants is said at once`(_ member: String, _ message: String) throws {
    #expect(try Decided(command(member)).firstError["message"] as? String == message)
  }

  @Test func `A null in a field that must be there is not told to be left out`() throws {
    let decided = Decided(#"{"legalName":null,"displayName":"A","customerType":"active"}"#)
    #expect(try decided.firstError["message"] as? String == "legalName must be a string that is not blank, not null")
  }

  @Test func `The error of another type has the allowed values and the format too`() throws {
    #expect(
      try Decided(command(#""status":0"#)).firstError["allowed"] as? [String] == [
        "active", "inactive", "suspended", "churned",
      ])
    #expect(try Decided(command(#""website":0"#)).firstError["format"] as? String == "uri")
  }

  @Test func `No message repeats a value`() {
    for name in FieldTable.customer.fields.map(\.name) {
      for value in [#""s3cret""#, #""s3cret@""#, #"["s3cret"]"#, #"{"s3cret":"s3cret"}"#, #""s3cret s3cret""#] {
        let decided = Decided(#"{"legalName":"A","displayName":"A","customerType":"x","\#(name)":\#(value)}"#)
        for error in (try? decided.result["errors"] as? [[String: Any]]) ?? [] {
          #expect((error["message"] as? String)?.contains("s3cret") == false)
        }
      }
    }
  }
}
