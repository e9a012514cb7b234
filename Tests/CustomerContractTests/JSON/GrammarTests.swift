import Foundation
import Testing

import ContractTestSupport

@testable import CustomerContract

/// RFC 8259 by class: each text as a member's value, deep within one, and as the whole command.
@Suite struct GrammarTests {
  /// What JSON must be.
  static let valid: [String] = [
    // Literals and numbers (sections 3 and 6).
    "null", "true", "false", "0", "-0", "1", "-1", "10", "1.5", "0.10", "-0.0", "1e1", "1E1", "1e+1", "1e-1", "0e0",
    "0.5e-10",
    "1E+002", "1e400", "-1e-400", "123456789012345678901234567890", String(repeating: "9", count: 1000),
    // Strings (section 7).
    #""""#, #"" ""#, #""a""#, #""\"""#, #""\\""#, #""\\\\""#, #""\/""#, #""/""#, #""\b\f\n\r\t""#, #""\u0000""#,
    #""\u001f""#,
    #""\u00e9\u00E9""#, #""\ud83d\ude00""#, #""\uD83D\uDE00""#, #""\udbff\udfff""#, #""\uffff""#, #""\\u0041""#,
    #""\\ud800""#,
    "\"\u{7F}\"", "\"\u{80}\"", "\"é\"", "\"€\"", "\"😀\"", "\"\u{10FFFF}\"", "\"\u{FEFF}\"", "\"\u{2028}\"",
    "\"{[,:]}\"",
    #""[\"\\\"{"#
      + #"""#,
    // Arrays and objects (sections 4 and 5).
    "[]", "[ ]", "[1]", "[1,2]", "[ 1 , 2 ]", "[[]]", "[[],[]]", "[{}]", #"["a",1,null,true,{},[]]"#, "{}", "{ }",
    #"{"a":1}"#,
    #"{"a":1,"b":2}"#, #"{ "a" : 1 , "b" : 2 }"#, #"{"":0}"#, #"{"a":{"a":{"a":[]}}}"#, #"{"\u0061":1,"b":2}"#,
    #"{"a b":[]}"#,
    #"{"a":"a","A":"a"}"#, #"{"\\":1,"\"":2}"#,
    // White space (section 2).
    " 1 ", "\t\r\n[\t\r\n]\t\r\n", "\n\"a\"\n", "\r{\t\"a\"\n:\r1 }\n",
  ]

  /// What JSON must not be.
  static let invalid: [String] = [
    // Literals.
    "nul", "nulll", "NULL", "True", "tru", "truE", "truefalse", "fals", "undefined", "NaN", "Infinity", "-Infinity",
    "a", "nan",
    // JSONNumber.
    "-", "+1", "01", "-01", "00", "1.", ".1", "-.1", "1.e1", "1e", "1e+", "1E-", "1e1.5", "1ee1", "1e1e1", "1..2",
    "1.2.3", "--1", "1-1",
    "0x1", "1_000", "1,5", "1a", "1 2", "0e", "١", "1e١", "-a", "1f", "1L", "1\u{A0}",
    // Strings.
    "\"", "\"a", "a\"", "'a'", "\"a\"b\"", "\"a\" \"b\"", "\"\t\"", "\"\n\"", "\"\u{0}\"", "\"\u{1F}\"", #""\""#,
    #""\a""#, #""\x41""#, #""\'""#,
    #""\u""#, #""\u1""#, #""\u123""#, #""\u123g""#, #""\U0041""#, #""\ ""#, #""\0""#, #""\u+041""#, "\"\\é\"",
    "\"\\\n\"", #"\"a""#, #""a"\"#,
    // Lone surrogates (RFC 7493, section 2.1).
    #""\ud800""#, #""\udbff""#, #""\udc00""#, #""\udfff""#, #""\ud800a""#, #""a\ud800""#, #""\ud800\ud800""#,
    #""\udc00\ud800""#,
    #""\ud800\u0041""#, #""\ud800\n""#, #""\ud800 \udc00""#, #""\ud800\udbff""#, #""\ud83d\ude0""#, #""\ud800\\udc00""#,
    // Arrays.
    "[", "]", "[1", "1]", "[1,", "[1,]", "[,1]", "[,]", "[1,,2]", "[1 2]", "[1;2]", "[1:2]", "[1}", "[}", "[1]]",
    "[[1]", "[\"a\":1]",
    "[1],", ",[1]",
    // Objects.
    "{", "}", "{]", #"{"a"}"#, #"{"a":}"#, #"{"a":1"#, #"{"a":1,}"#, #"{,"a":1}"#, #"{"a":1,,"b":2}"#,
    #"{"a":1 "b":2}"#, #"{"a" 1}"#, #"{a:1}"#,
    #"{'a':1}"#, #"{1:1}"#, #"{null:1}"#, #"{"a"::1}"#, #"{"a":1:2}"#, #"{"a","b"}"#, #"{"a":1]"#, #"{[]:1}"#,
    #"{"a":1}}"#, #"{"a"=1}"#,
    #"{"a":1;"b":2}"#, #"{"a\q":1}"#, #"{"\ud800":1}"#, #"{"a":"b":"c"}"#, #"{:1}"#, #"{"a":,}"#,
    // What is not white space, and comments.
    "\u{A0}1", "\u{B}1", "\u{C}1", "\u{0}1", "\u{2028}1", "\u{FEFF}1", "1\u{FEFF}", "/**/1", "1//", "#1", "1\u{0}",
    "\u{1A}1", "1\u{C}",
  ]

  static let notUTF8: [[UInt8]] = [
    [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
    [0xE2, 0x82],
    [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80],
    [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
  ]

  /// A text at every position where a value can be; `%` is the text.
  static let places = [
    "%", #"{"creditLimit":%}"#, #"{"contractTerms":{"a":%}}"#,
    #"{"contractTerms":{"a":[0,%,{"b":1}]},"legalName":"x"}"#,
    #"{"unknown":[[[{"a":%}]]]}"#, #"{"legalName":%}"#, #"{"healthScore":%,"taxExempt":%}"#,
    #"{"specversion":"1.0","extension":%,"data":{}}"#, #"{"specversion":"1.0","data":{"creditLimit":[%]}}"#, "[%]",
  ]

  static func standing(_ text: [UInt8]) -> [[UInt8]] {
    places.map { place in
      Array(
        place.split(separator: "%", omittingEmptySubsequences: false).map { Array($0.utf8) }.joined(separator: text))
    }
  }

  static let refusals = ["not_json ", "not_utf8 ", "too_deep "]

  @Test func `Whatever is JSON is read as JSON, wherever it stands`() {
    for text in Self.valid {
      for whole in Self.standing(Array(text.utf8)) {
        let errors = Decided(whole, .init()).errors
        #expect(!errors.contains { Self.refusals.contains($0) }, "\(String(decoding: whole, as: UTF8.self)): \(errors)")
      }
    }
  }

  @Test func `Whatever is not JSON is refused, wherever it stands`() {
    for text in Self.invalid where !text.isEmpty {
      for (place, whole) in zip(Self.places, Self.standing(Array(text.utf8))) {
        // "[1,5]" and "[1],[2]" are JSON.
        if place.contains("["), text == "1,5" { continue }
        // A byte-order mark at the start is skipped.
        if place == "%", text == "\u{FEFF}1" { continue }
        #expect(Decided(whole, .init()).errors == ["not_json "], "\(String(decoding: whole, as: UTF8.self))")
      }
    }
  }

  @Test func `Whatever is not UTF-8 is refused, within strings and outside of them`() {
    for bytes in Self.notUTF8 {
      for whole in Self.standing(bytes) + Self.standing([0x22, 0x61] + bytes + [0x62, 0x22]) {
        #expect(Decided(whole, .init()).errors == ["not_utf8 "], "\(whole)")
      }
    }
  }

  @Test(arguments: [
    (#"{"a":1,"a":1}"#, "/a"), (#"{"a":1,"\u0061":2}"#, "/a"), (#"{"":1,"":2}"#, "/"),
    (#"{"a":1,"b":2,"a":3,"a":4}"#, "/a"),
    (#"[{"b":{},"b":{}}]"#, "/0/b"), (#"{"x":{"é":1,"\u00e9":2}}"#, "/x/é"), (#"{"\/":1,"/":2}"#, "/~1"),
    (#"{"~":1,"~":2}"#, "/~0"),
    (#"{"😀":1,"\ud83d\ude00":2}"#, "/😀"),
  ])
  func `Members that stand twice are refused in every place (RFC 7493, section 2.3)`(_ text: String, _ pointer: String)
  {
    for (place, start) in [
      (#"{"creditLimit":%}"#, "/creditLimit"), (#"{"contractTerms":{"q":[0,%]}}"#, "/contractTerms/q/1"),
      (#"{"unknown":%}"#, "/unknown"),
    ] {
      #expect(Decided(place.replacingOccurrences(of: "%", with: text)).errors == ["duplicate_field \(start)\(pointer)"])
    }
  }
}
