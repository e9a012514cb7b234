import ContractTestSupport
import Testing

@testable import CustomerContract

@Suite struct SyntaxReasonTests {
  @Test(arguments: [
    (#"{"a":NaN}"#, "nan_or_infinity"), (#"{"a":-Infinity}"#, "nan_or_infinity"), (#"{"a":[nan]}"#, "nan_or_infinity"),
    (#"{"a":+inf}"#, "nan_or_infinity"), ("Infinity", "nan_or_infinity"), (#"{"a":1,}"#, "trailing_comma"),
    (#"{"a":[1, ]}"#, "trailing_comma"), (#"{"a":{"b":1,}}"#, "trailing_comma"),
    (#"{"a":1,,}"#, "unexpected_character"),
    (#"{"a":"\ud800"}"#, "lone_surrogate"), (#"{"\udc00":1}"#, "lone_surrogate"),
    (#"{"a":"\ud83d\u0041"}"#, "lone_surrogate"), ("{\"a\":\"x\ny\"}", "control_character"),
    ("{\"a\tb\":1}", "control_character"), (#"{"a":"C:\customers"}"#, "bad_escape"), (#"{"a":"\x41"}"#, "bad_escape"),
    (#"{"a":"\u12"}"#, "bad_escape"), (#"{"a":01}"#, "leading_zero"), (#"{"a":[-007]}"#, "leading_zero"),
    ("01", "leading_zero"), ("{'a':1}", "single_quotes"), (#"{"a":'x'}"#, "single_quotes"), ("{a:1}", "unquoted_name"),
    (#"{"a":1,legalName:2}"#, "unquoted_name"), ("{1:2}", "unquoted_name"), (#"{"a":1} // note"#, "comment"),
    (#"{/* note */"a":1}"#, "comment"), (#"{"a":# note 1}"#, "comment"), ("# note", "comment"),
    (#"{"a":1}{"a":2}"#, "text_after_value"), (#"{"a":1}}"#, "text_after_value"), (#"{"a":1},"#, "text_after_value"),
    (#"{"a":1"#, "unexpected_end"), (#"{"a"#, "unexpected_end"), (#"{"a":"\"#, "unexpected_end"),
    (#"{"a":"\u00"#, "unexpected_end"), (#"{"a":tr"#, "unexpected_end"), (" ", "unexpected_end"),
    (#"{"a":True}"#, "unexpected_character"), (#"{"a" 1}"#, "unexpected_character"), ("<a/>", "unexpected_character"),
    (#"{"a":0x1F}"#, "unexpected_character"), (#"{"a":info}"#, "unexpected_character"),
  ])
  func `Text that is not JSON says why`(_ text: String, _ reason: String) throws {
    let error = try Decided(text).firstError
    #expect(error["code"] as? String == "not_json")
    #expect(error["reason"] as? String == reason)
  }

  @Test(arguments: [
    #"{"a":"x"#, #"{"a":"x\"#, #"{"a":"x\u"#, #"{"a":"x\u00"#, #"{"a":"x\ud83d"#, #"{"a":"x\ud83d\"#,
    #"{"a":"x\uDBFF\udc0"#, #"{"a":tr"#, #"{"a":1"#,
  ])
  func `A text that is cut off stops being JSON at its end`(_ text: String) throws {
    let error = try Decided(text).firstError
    #expect(error["reason"] as? String == "unexpected_end")
    #expect(error["byteOffset"] as? Int == text.utf8.count)
  }

  @Test(arguments: [#"{"a":"\ud83d"}"#, #"{"a":"\ud83dx"#, #"{"a":"\udc00"#, #"{"a":"\ud83d\n"#])
  func `Half of a surrogate pair is one where more than its second half is missing`(_ text: String) throws {
    let error = try Decided(text).firstError
    #expect(error["reason"] as? String == "lone_surrogate")
    #expect(error["byteOffset"] as? Int == 6)
  }

  @Test func `Every reason has a sentence of its own`() {
    #expect(Set(SyntaxReason.allCases.map(\.sentence)).count == SyntaxReason.allCases.count)
  }
}
