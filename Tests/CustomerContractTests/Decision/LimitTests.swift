import ContractTestSupport
import Testing

@testable import CustomerContract

@Suite struct LimitTests {
  static func name(_ count: Int) -> String { String(repeating: "k", count: count) }

  @Test func `A member's name has 10,000 bytes at most, wherever it is`() {
    let (fits, long) = (Self.name(10_000), Self.name(10_001))
    #expect(Decided(command(#""contractTerms":{"\#(fits)":1}"#)).errors == [])
    #expect(Decided(command(#""contractTerms":{"\#(long)":1}"#)).errors == ["too_large /contractTerms"])
    #expect(Decided(command(#""creditLimit":[0,{"a":{"\#(long)":1}}]"#)).errors == ["too_large /creditLimit/1/a"])
    #expect(Decided(command(#""\#(long)":1"#)).errors == ["too_large "])
    #expect(Decided(command(#""\#(fits)":1"#)).errors == ["unknown_field "])
  }

  @Test func `Escapes in a name are undone before its bytes are counted`() {
    let escaped = String(repeating: #"\u006b"#, count: 10_000)
    #expect(Decided(command(#""contractTerms":{"\#(escaped)":1}"#)).errors == [])
    #expect(Decided(command(#""contractTerms":{"\#(escaped)k":1}"#)).errors == ["too_large /contractTerms"])
    let wide = String(repeating: "é", count: 5001)
    #expect(Decided(command(#""contractTerms":{"\#(wide)":1}"#)).errors == ["too_large /contractTerms"])
  }

  @Test(arguments: [
    "1E400", "-1E400", "1e309", "1.8e308", "179769313486231580793728971405304e276", "10E308", "9e9999", "1e-10000",
    "1e10000", "0e10000", "1e99999999999999999999", "-1.5E-10000", String(repeating: "9", count: 309),
    "17976931348623159" + String(repeating: "0", count: 292),
  ])
  func `A number that readers do not take is too large, wherever it is`(_ number: String) {
    for (members, pointer) in [
      (#""annualRevenue":\#(number)"#, "/annualRevenue"), (#""healthScore":\#(number)"#, "/healthScore"),
      (#""contractTerms":{"cap":\#(number)}"#, "/contractTerms/cap"),
      (#""creditLimit":[1,[\#(number)]]"#, "/creditLimit/1/0"),
      (#""x":\#(number)"#, "/x"), (#""status":\#(number)"#, "/status"),
    ] {
      #expect(Decided(command(members)).errors == ["too_large \(pointer)"])
    }
  }

  @Test(arguments: [
    "1.7976931348623157e308", "-1.7976931348623157E+308", "1e308", "1e-9999", "0e9999", "0.1e-9999", "0E-0009999",
    "1e00000000000000000001", "1" + String(repeating: "0", count: 308), "0." + String(repeating: "3", count: 998),
  ])
  func `The largest number and the smallest pass with their digits`(_ number: String) {
    #expect(
      Decided(command(#""annualRevenue":\#(number)"#)).customer?.contains(#""annualRevenue":\#(number),"#) == true)
    #expect(Decided(command(#""contractTerms":{"a":[\#(number)]}"#)).errors == [])
  }

  @Test func `Faults of the structure are in the order of the text`() {
    let text = command(#""annualRevenue":1e400,"contractTerms":{"a":1,"a":2},"creditLimit":1e-10000,"x":1,"x":2"#)
    #expect(
      Decided(text).errors == [
        "too_large /annualRevenue", "duplicate_field /contractTerms/a", "too_large /creditLimit", "duplicate_field /x",
      ])
    let event = CommandEncodingTests.event(#""ext":1e400,"data":\#(text),"data_base64":null,"ext":1"#)
    #expect(
      Decided(event).errors == [
        "too_large ", "too_large /annualRevenue", "duplicate_field /contractTerms/a", "too_large /creditLimit",
        "duplicate_field /x", "duplicate_field ",
      ])
  }

  @Test func `Escaped strings are what they were when an object is read again`() {
    let text = command(#""\u0078":"\n","annualRevenue":1e400,"\u0079":1,"st\u0061tus":"\u0061ctive""#)
    #expect(Decided(text).errors == ["too_large /annualRevenue"])
    let event = CommandEncodingTests.event(#""\u0065xt":1,"data":\#(text),"\u0065xt":2"#)
    #expect(Decided(event).errors == ["too_large /annualRevenue", "duplicate_field "])
  }

  @Test(arguments: [
    ("n", "n"), (#"\""#, "\""), (#"\\\n\u0001"#, "\\\n\u{1}"), ("~/", "~0~1"), (#"\u007e\"/"#, "~0\"~1"), ("", ""),
    (String(repeating: #"\""#, count: 900), String(repeating: "\"", count: 900)),
  ])
  func `Faults below one name each have its pointer, in the result as well`(_ spelled: String, _ segment: String) throws
  {
    let numbers = #"[1e999,[[1e999,1e999]],{"\#(spelled)":1e999,"b":{"c":1e999}},1e999]"#
    for (members, start) in [
      (#""creditLimit":{"\#(spelled)":\#(numbers)}"#, "/creditLimit/\(segment)"),
      (#""\#(spelled)":\#(numbers)"#, "/\(segment)"),
    ] {
      let ends = ["/0", "/1/0/0", "/1/0/1", "/2/\(segment)", "/2/b/c", "/3"]
      let pointers = ends.map { end in
        // A pointer has 1,024 bytes at most, and ends before the name that would make it longer.
        segment.utf8.count > 500 && end == "/2/\(segment)" ? "\(start)/2" : start + end
      }
      let decided = Decided(command(members))
      #expect(decided.errors == pointers.map { "too_large \($0)" })
      let shown = try #require(decided.result["errors"] as? [[String: Any]]).map { $0["pointer"] as? String }
      #expect(shown == pointers)
    }
  }

  @Test func `A pointer that is cut stays cut below`() {
    let name = String(repeating: #"\""#, count: 600)
    let text = command(#""creditLimit":{"\#(name)":{"\#(name)":[1e999,{"a":1e999}],"b":1e999}}"#)
    let start = "/creditLimit/" + String(repeating: "\"", count: 600)
    #expect(Decided(text).errors == [start, start, start + "/b"].map { "too_large \($0)" })
  }

  @Test(arguments: [
    "[]", "{}", #"{"a":[1,-0.5e3,"\n",null,{}]}"#, "[[[[[[]]]]]]", #"[{"":{"":[]}},true]"#,
  ])
  func `What is nested too deeply is read by the grammar all the same`(_ piece: String) {
    func text(_ piece: String) -> String {
      command(#""creditLimit":\#(String(repeating: "[", count: 61))\#(piece)\#(String(repeating: "]", count: 61))"#)
    }
    let pointer = "/creditLimit" + String(repeating: "/0", count: 61)
    #expect(Decided(text(piece)).errors == ["too_deep \(pointer)"])
    for end in 1..<piece.count {
      #expect(Decided(text(String(piece.prefix(end)))).errors == ["not_json "], "\(piece.prefix(end))")
    }
    for wrong in [
      "[,]", "[1,]", "[01]", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "{1:2}", #"["\x"]"#, #"{"\x":1}"#, "[1 2]", "[nul]",
      "[}", "{]",
    ] {
      #expect(Decided(text("[\(piece),\(wrong)]")).errors == ["not_json "], "\(wrong)")
    }
  }

  @Test func `A value that no result has room for is not copied`() throws {
    var settings = Decided.Settings()
    settings.rules.limits.commandBytes = 1000
    settings.format.resultBytes = 5000
    let value = [UInt8](repeating: 0x20, count: 6000)
    let decided = Decided(value, settings)
    #expect(decided.errors == ["too_large "])
    #expect(try decided.result["commandOmitted"] as? Bool == true)
    let shown = Decided([UInt8](repeating: 0x20, count: 2000), settings)
    #expect(try (shown.result["commandText"] as? String)?.count == 2000)
    settings.headers = CommandEncodingTests.binary + [("content-type", "text/xml")]
    let event = Decided(value, settings)
    #expect(event.errors == ["unsupported_event "])
    #expect(event.header("ce_causationid") == "e1")
  }
}
