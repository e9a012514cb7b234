import Testing

import ContractTestSupport

@testable import CustomerContract

@Suite struct FieldRuleTests {
  @Test(arguments: [
    ("{}", ["required /legalName", "required /displayName", "required /customerType"]),
    (#"{"displayName":"A","customerType":"active"}"#, ["required /legalName"]),
    (command(#""displayName2":1"#), ["unknown_field /displayName2"]),
    (
      #"{"legalName":"","displayName":" \t\u00a0\u3000\ufeff","customerType":"active"}"#,
      ["blank /legalName", "blank /displayName"]
    ),
    (#"{"legalName":"\u200b","displayName":"x","customerType":"active"}"#, []),
    (
      #"{"legalName":null,"displayName":1,"customerType":[]}"#,
      ["invalid_type /legalName", "invalid_type /displayName", "invalid_type /customerType"]
    ),
    (command(#""status":"Active""#), ["invalid_enum /status"]),
    (command(#""status":null"#), ["invalid_type /status"]),
    (command(#""taxExempt":"true""#), ["invalid_type /taxExempt"]),
    (command(#""taxExempt":0"#), ["invalid_type /taxExempt"]),
    (command(#""contractTerms":[]"#), ["invalid_type /contractTerms"]),
    (command(#""contractTerms":{}"#), []),
    (command(#""annualRevenue":null,"creditLimit":[{"a":1}]"#), []),
    (command(#""notesSummary":"","accountNumber":" ""#), []),
    (command(#""paymentTerms":"net_3\u0030""#), []),
    (command(#""paymentTerms":"net_31""#), ["invalid_enum /paymentTerms"]),
    (command(#""a/b~c":1"#), ["unknown_field /a~1b~0c"]),
    (command(#""":1"#), ["unknown_field /"]),
    (
      #"{"zzz":1,"visibilityMode":"all","website":"x","legalName":1,"aaa":2}"#,
      [
        "invalid_type /legalName", "required /displayName", "required /customerType", "invalid_format /website",
        "invalid_enum /visibilityMode", "unknown_field /zzz", "unknown_field /aaa",
      ]
    ),
  ])
  func `The errors of the fields, all at once and in the order of the table`(_ text: String, _ errors: [String]) {
    #expect(Decided(text).errors == errors)
  }

  @Test(arguments: [
    ("72", "72"), ("-5", "-5"), ("0", "0"), ("1.0", "1"), ("1e2", "100"), ("-0", "0"), ("-0.0", "0"), ("0e9", "0"),
    ("1.50e1", "15"), ("12300e-2", "123"), ("1E+2", "100"), ("-2.5e1", "-25"),
    ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
    ("9.223372036854775807e18", "9223372036854775807"), ("0.0000000000000000000001e22", "1"),
  ])
  func `An integer is accepted and written in plain digits`(_ number: String, _ plain: String) {
    let decided = Decided(command(#""healthScore":\#(number)"#))
    #expect(decided.errors == [])
    #expect(decided.customer?.contains(#""healthScore":\#(plain),"#) == true)
  }

  @Test(arguments: [
    ("1.5", "invalid_type"), ("1e-1", "invalid_type"), ("0.1", "invalid_type"), (#""1""#, "invalid_type"),
    ("true", "invalid_type"), ("null", "invalid_type"), ("{}", "invalid_type"),
    ("9223372036854775808", "out_of_range"), ("-9223372036854775809", "out_of_range"), ("1e19", "out_of_range"),
    ("1e308", "out_of_range"), (String(repeating: "9", count: 300), "out_of_range"), ("1e-9999", "invalid_type"),
  ])
  func `A number that is no integer of 64 bits is refused`(_ number: String, _ code: String) {
    #expect(Decided(command(#""healthScore":\#(number)"#)).errors == ["\(code) /healthScore"])
  }

  @Test(arguments: [
    (#""status":"activ""#, "active"), (#""status":"SUSPENDED""#, "suspended"), (#""source":"tradeshow""#, "trade_show"),
    (#""source":"zebra""#, nil), (#""paymentTerms":"net-30""#, "net_30"), (#""primaryEmial":"a@b.c""#, "primaryEmail"),
    (#""LEGALNAME":"x""#, "legalName"), (#""legal_name":"x""#, "legalName"), (#""colour":"red""#, nil),
    (#""status":"""#, nil),
  ])
  func `What was probably meant is suggested, and nothing when nothing is near`(_ member: String, _ suggestion: String?)
    throws
  {
    let errors = try #require(Decided(command(member)).result["errors"] as? [[String: Any]])
    #expect(errors[0]["suggestion"] as? String == suggestion)
  }

  @Test func `An error says what was expected and never what was sent`() {
    let decided = Decided(command(#""status":"Activ","website":"s3cret","healthScore":"s3cret","s3cret":1"#))
    #expect(
      decided.text.contains(
        #"""
        "errors":[{"code":"invalid_enum","pointer":"/status","message":"status must be one of active, inactive, suspended, churned; did you mean active?","allowed":["active","inactive","suspended","churned"],"suggestion":"active"},{"code":"invalid_type","pointer":"/healthScore","message":"healthScore must be an integer, not a string; write it without quotation marks","type":"integer"},{"code":"invalid_format","pointer":"/website","message":"website must be an RFC 3986 URI with its scheme, such as https://www.example.com/: the scheme is missing, such as https:// in front","format":"uri","reason":"missing_scheme"},{"code":"unknown_field","pointer":"/s3cret","message":"the member is not a field of the command"}],"command":
        """#))
  }

  @Test func `Errors past the limit are counted`() throws {
    let members = (0..<150).map { "\"x\($0)\":1" }.joined(separator: ",")
    let result = try Decided(command(members)).result
    #expect((result["errors"] as? [Any])?.count == 100)
    #expect(result["errorsOmitted"] as? Int == 50)
    #expect(result["detail"] as? String == "150 errors; the first: the member is not a field of the command")
  }

  @Test func `Unknown fields are dropped or kept by setting`() {
    let text =
      #"{"a":1, "legalName":"Ada Ltd" ,"b":[1,2],"displayName":"Ada","healthScore":1e1,"customerType":"active","c":2}"#
    let dropped = Decided(text) { $0.rules.unknownFields = .drop }
    #expect(
      dropped.customer
        == #"{"legalName":"Ada Ltd","displayName":"Ada","healthScore":10,"customerType":"active",\#(defaults)}"#)
    let kept = Decided(text) { $0.rules.unknownFields = .keep }
    #expect(
      kept.customer
        == #"{"a":1, "legalName":"Ada Ltd" ,"b":[1,2],"displayName":"Ada","healthScore":10,"customerType":"active","c":2,\#(defaults)}"#
    )
  }

  @Test func `A null counts as absent by setting, but in fields that take any JSON`() {
    let text = command(#""status":null,"website":null,"annualRevenue":null,"contractTerms":{"x":null}"#)
    let decided = Decided(text) { $0.rules.nullFields = .absent }
    #expect(
      decided.customer
        == #"{"legalName":"Ada Ltd","displayName":"Ada","customerType":"active","annualRevenue":null,"contractTerms":{"x":null},\#(defaults)}"#
    )
    let missing = Decided(#"{"legalName":null,"displayName":"A","customerType":"active"}"#) {
      $0.rules.nullFields = .absent
    }
    #expect(missing.errors == ["required /legalName"])
  }
}
