import Foundation
import Testing

import ContractTestSupport

@testable import CustomerContract

@Suite struct ByteRuleTests {
  @Test func `A null value and an empty one are empty commands`() throws {
    for value in [nil, []] as [[UInt8]?] {
      let decided = Decided(value)
      #expect(decided.errors == ["empty "])
      #expect(try decided.result["commandText"] == nil)
      #expect(try decided.result["status"] as? Int == 400)
    }
  }

  @Test(arguments: [
    // Not JSON, and where it breaks.
    (#"{"a":1,}"#, 7), (#"{"a":1,,"b":2}"#, 7), (#"{"a" 1}"#, 5), (#"{"a":01}"#, 6), (#"{"a":1.}"#, 7),
    (#"{"a":.5}"#, 5), (#"{"a":+1}"#, 5), (#"{"a":1e}"#, 7), (#"{"a":-}"#, 6), (#"{"a":tru}"#, 8), (#"{"a":True}"#, 5),
    (#"{"a":nulll}"#, 9), (#"{"a":NaN}"#, 5), (#"{"a":"\q"}"#, 6), (#"{"a":"\u12g4"}"#, 6), (#"{"a":"\ud800"}"#, 6),
    (#"{"a":"\udc00\ud800"}"#, 6), (#"{"a":"\ud800\u0041"}"#, 6), (#"{"a":"x}"#, 8), ("{\"a\":\"x\ny\"}", 7),
    (#"{'a':1}"#, 1), (#"{a:1}"#, 1), (#"{"a":1"#, 6), (#"{"a":1}x"#, 7), (#"{"a":1}{"b":2}"#, 7), ("{", 1), ("}", 0),
    (#"{"a":[1,2}"#, 9), (#"{"a":[1 2]}"#, 8), (#"{"a":{"b":[1,]}}"#, 13), (#"{"contractTerms":{"x":01}}"#, 23),
    (#"{"a":1 "b":2}"#, 7), (" ", 1), ("nul", 3), (#"{"x":12"a"}"#, 7), (#"{"x":"a"b}"#, 8), (#"{"x":\"a"}"#, 5),
    ("{\"a\":1}\u{0}", 7), ("\u{FEFF}{\"a\":}", 8), (#"{"contractTerms":{"a":1,}}"#, 24), (#"{"a":[}"#, 6),
    (#"{"a":/**/1}"#, 5), ("\u{2028}{}", 0),
  ])
  func `Text that is not JSON is refused, with the offset of the fault`(_ text: String, _ offset: Int) throws {
    let decided = Decided(text)
    #expect(decided.errors == ["not_json "])
    let errors = try #require(decided.result["errors"] as? [[String: Any]])
    #expect(errors[0]["byteOffset"] as? Int == offset)
    // Foundation drops a byte-order mark from the start of a string.
    let mark: Character = "\u{FEFF}"
    let shown = try #require(decided.result["commandText"] as? String)
    #expect(shown.drop { $0 == mark } == text.drop { $0 == mark })
  }

  @Test(arguments: ["[]", "1", "-0.1e+2", #""x""#, "null", "true", "false", " [1, {\"a\": []}] ", "[[[]],{}]"])
  func `JSON that is no object is not an object`(_ text: String) throws {
    let decided = Decided(text)
    #expect(decided.errors == ["not_object "])
    #expect(decided.text.contains(#","command":\#(text),"position""#))
  }

  @Test(arguments: [[0xFF], [0x7B, 0x22, 0xC3, 0x28], [0x22, 0xED, 0xA0, 0x80, 0x22], [0xC0, 0x80]] as [[UInt8]])
  func `Bytes that are not UTF-8 are given back in base 64`(_ bytes: [UInt8]) throws {
    let decided = Decided(bytes)
    #expect(decided.errors == ["not_utf8 "])
    #expect(try decided.result["commandBase64"] as? String == Data(bytes).base64EncodedString())
  }

  @Test func `A byte-order mark is skipped`() {
    #expect(Decided("\u{FEFF}" + command()).errors == [])
    #expect(Decided("\u{FEFF}" + command()).customer == command().dropLast() + "," + defaults + "}")
  }

  @Test(arguments: [
    (#"{"legalName":"a","legalName":"b"}"#, ["duplicate_field /legalName"]),
    (#"{"legalName":"a","l\u0065galName":"b","legalName":"c"}"#, ["duplicate_field /legalName"]),
    (#"{"x":1,"y":2,"x":3}"#, ["duplicate_field /x"]),
    (command(#""contractTerms":{"a":{"b":1,"b":2}}"#), ["duplicate_field /contractTerms/a/b"]),
    (command(#""creditLimit":[0,{"b":1,"\u0062":2}]"#), ["duplicate_field /creditLimit/1/b"]),
    (command(#""contractTerms":{"":1,"":2}"#), ["duplicate_field /contractTerms/"]),
    (command(#""contractTerms":{"a":1,"A":2}"#), []),
  ])
  func `A member that stands twice is refused, at any depth and however it is spelled`(
    _ text: String, _ errors: [String]
  ) {
    #expect(Decided(text).errors == errors)
  }

  @Test func `Members that stand twice among many are found`() {
    var members = (0..<500).map { "\"m\($0)\":\($0)" }
    members.append(#""m250":1"#)
    members.append(#""m0":1"#)
    members.append(#""m0":1"#)
    let decided = Decided(command(#""contractTerms":{\#(members.joined(separator: ","))}"#))
    #expect(Set(decided.errors) == ["duplicate_field /contractTerms/m250", "duplicate_field /contractTerms/m0"])
    #expect(decided.errors.count == 2)
  }

  /// The command is the first level, so `depth` levels in all.
  static func nested(_ depth: Int, open: String = "[", close: String = "]") -> String {
    command(
      #""creditLimit":"# + String(repeating: open, count: depth - 1) + String(repeating: close, count: depth - 1))
  }

  @Test func `62 levels are accepted and one more is too deep`() {
    #expect(Decided(Self.nested(62)).errors == [])
    let decided = Decided(Self.nested(63))
    #expect(decided.errors == ["too_deep /creditLimit" + String(repeating: "/0", count: 61)])
    #expect(decided.text.contains(#","commandText":"#))
  }

  @Test func `10,000 brackets are too deep, and not JSON when one is missing`() {
    #expect(Decided(Self.nested(10_000)).errors.first?.hasPrefix("too_deep /creditLimit/0") == true)
    #expect(Decided(command(#""creditLimit":"# + String(repeating: "[", count: 10_000))).errors == ["not_json "])
    let brackets = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    let errors = Decided(brackets).errors
    #expect(errors == ["not_object ", "too_deep "])
  }

  @Test func `What follows a value that is too deep is read on`() {
    let text = Self.nested(70).dropLast() + #","contractTerms":{"a":1,"a":2}}"#
    #expect(Decided(String(text)).errors.suffix(1) == ["duplicate_field /contractTerms/a"])
  }

  @Test func `Numbers and objects past the limits are too large, with their pointer`() {
    let long = String(repeating: "1", count: 1001)
    #expect(Decided(command(#""annualRevenue":0.\#(long.dropLast(3))"#)).errors == [])
    #expect(Decided(command(#""annualRevenue":\#(long)"#)).errors == ["too_large /annualRevenue"])
    #expect(Decided(command(#""healthScore":\#(long)"#)).errors == ["too_large /healthScore"])
    #expect(Decided(command(#""creditLimit":{"x":[\#(long)]}"#)).errors == ["too_large /creditLimit/x/0"])
    let members = (0..<1001).map { "\"m\($0)\":0" }.joined(separator: ",")
    #expect(Decided(command(#""contractTerms":{\#(members)}"#)).errors == ["too_large /contractTerms"])
    #expect(Decided("{\(members)}").errors == ["too_large "])
  }

  @Test func `A command past the limit of bytes is too large, whatever it holds`() {
    let text = "{\"notesSummary\":\"" + String(repeating: "x", count: 900_000)
    let decided = Decided(text)
    #expect(decided.errors == ["too_large "])
    #expect(decided.text.contains(#","limit":900000}"#))
  }

  @Test func `A long pointer becomes its parent's`() {
    let name = String(repeating: "n", count: 1100)
    #expect(Decided(command(#""\#(name)":1"#)).errors == ["unknown_field "])
    #expect(
      Decided(command(#""contractTerms":{"\#(name)":1,"\#(name)":2}"#)).errors == ["duplicate_field /contractTerms"])
  }

  @Test(arguments: [#"{"a":[[1 2]]}"#, #"{"contractTerms":{"a":{"b":tru}}}"#, "[[[{"])
  func `A fault's place has nothing of the command before, where that was not JSON`(_ before: String) {
    let settings = Decided.Settings()
    var processor = CommandProcessor(rules: settings.rules, format: settings.format)
    #expect(Decided(Array(before.utf8), settings, &processor).errors == ["not_json "])
    let long = command(#""healthScore":\#(String(repeating: "1", count: 1001))"#)
    #expect(Decided(Array(long.utf8), settings, &processor).errors == ["too_large /healthScore"])
  }

  @Test func `Faults beyond those that are reported are counted`() throws {
    let decided = Decided(
      command(#""creditLimit":[\#(Array(repeating: #"{"a":1,"a":2}"#, count: 1000).joined(separator: ","))]"#))
    #expect(decided.errors == (0..<100).map { "duplicate_field /creditLimit/\($0)/a" })
    #expect(try decided.result["errorsOmitted"] as? Int == 900)
  }

  @Test func `The bytes are judged before the fields`() {
    #expect(Decided(#"{"x":1,"legalName":1,"x":2}"#).errors == ["duplicate_field /x"])
  }
}
