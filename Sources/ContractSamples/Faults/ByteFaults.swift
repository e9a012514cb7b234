internal import CustomerContract

/// Commands that go wrong as bytes, whatever is in them.
enum ByteFaults {
  static let all = [
    SampleFault(.empty, "empty", .text { text, _ in text = [] }),
    notUTF8("latin-1", [0xE9]), notUTF8("continuation", [0x80]), notUTF8("cut-off", [0xE2, 0x82]),
    notUTF8("overlong", [0xC0, 0xAF]), notUTF8("surrogate", [0xED, 0xA0, 0x80]),
    notUTF8("past-unicode", [0xF4, 0x90, 0x80, 0x80]), notUTF8("ff", [0xFF]),
    SampleFault(.notUTF8, "not-utf8-utf-16", .text { text, _ in text = utf16 }),
    SampleFault(.notJSON, "not-json-cut-off", .text(cutOff)),
    SampleFault(.notJSON, "not-json-last-comma", .text { text, _ in insert(",", beforeLast: "}", &text) }),
    SampleFault(.notJSON, "not-json-no-colon", .text { text, _ in replaceFirst(":", with: " ", &text) }),
    SampleFault(
      .notJSON, "not-json-no-end", .text { text, _ in cut(from: text.lastIndex(of: UInt8(ascii: "}")), &text) }),
    SampleFault(.notJSON, "not-json-single-quotes", .text(singleQuotes)),
    SampleFault(.notJSON, "not-json-bare-name", .text(bareName)),
    SampleFault(.notJSON, "not-json-comment", .text(comment)),
    SampleFault(.notJSON, "not-json-more-behind", .text(moreBehind)),
    SampleFault(.notJSON, "not-json-two-commands", .text { text, _ in text += text }),
    .whole(.notJSON, "not-json-white-space", [" ", "\t", "   \t "]),
    .whole(
      .notJSON, "not-json-other-text",
      [
        "Acme Ltd;Acme;active;2024-01-15", "<customer><legalName>Acme</legalName></customer>", "legalName: Acme",
        "undefined", "{", "}", "{]", "\"", "True", "nul", "01", "{\"legalName\"}", "[1,,2]", "key\t{}", "\u{0}",
      ]),
    SampleFault(.notObject, "not-object-array", .text { text, _ in wrap(&text, "[", "]") }),
    SampleFault(.notObject, "not-object-encoded-twice", .text(encodeTwice)),
    .whole(.notObject, "not-object-scalar", ["null", "true", "false", "42", "-1.5e3", "\"Acme Ltd\"", "[]", "\"\""]),
  ]

  // MARK: UTF-8

  /// Puts bytes that are no UTF-8 behind a quotation mark; what follows one is never the rest of a character.
  private static func notUTF8(_ name: String, _ bytes: [UInt8]) -> SampleFault {
    SampleFault(
      .notUTF8, "not-utf8-\(name)",
      .text { text, random in
        let start = random.below(max(1, text.count))
        let quote = UInt8(ascii: "\"")
        let offset = text[start...].firstIndex(of: quote) ?? text.firstIndex(of: quote) ?? text.startIndex - 1
        text.insert(contentsOf: bytes, at: offset + 1)
      })
  }

  /// A text as an editor saves it, with a byte-order mark.
  private static let utf16: [UInt8] =
    [0xFF, 0xFE] + Array(#"{"legalName":"Acme Ltd"}"#.utf8).flatMap { [$0, 0 as UInt8] }

  // MARK: Syntax

  /// Anywhere before its end, between two characters.
  private static func cutOff(_ text: inout [UInt8], _ random: inout SampleRandom) {
    let end = text.lastIndex(of: UInt8(ascii: "}")) ?? 0
    var offset = 1 + random.below(max(1, end - 1))
    while offset > 1, text[offset] & 0xC0 == 0x80 { offset -= 1 }
    cut(from: offset, &text)
  }

  private static func cut(from offset: Int?, _ text: inout [UInt8]) {
    if let offset { text.removeSubrange(offset...) }
  }

  private static func singleQuotes(_ text: inout [UInt8], _ random: inout SampleRandom) {
    for offset in text.indices where text[offset] == UInt8(ascii: "\"") { text[offset] = UInt8(ascii: "'") }
  }

  /// Takes the quotation marks from the first name, as JavaScript allows.
  private static func bareName(_ text: inout [UInt8], _ random: inout SampleRandom) {
    for _ in 0..<2 {
      if let quote = text.firstIndex(of: UInt8(ascii: "\"")) { text.remove(at: quote) }
    }
  }

  private static func comment(_ text: inout [UInt8], _ random: inout SampleRandom) {
    let offset = text.firstIndex(of: UInt8(ascii: "{")).map { $0 + 1 } ?? 0
    text.insert(contentsOf: Array(random.pick(["/* new */", "# new ", "// new "]).utf8), at: offset)
  }

  private static func moreBehind(_ text: inout [UInt8], _ random: inout SampleRandom) {
    text += Array(random.pick(["}", ",", ";", " {}", "]", "\u{0}", " null", "x"]).utf8)
  }

  private static func insert(_ addition: String, beforeLast token: Character, _ text: inout [UInt8]) {
    guard let token = token.asciiValue, let offset = text.lastIndex(of: token) else { return }
    text.insert(contentsOf: Array(addition.utf8), at: offset)
  }

  private static func replaceFirst(_ token: Character, with other: Character, _ text: inout [UInt8]) {
    guard let token = token.asciiValue, let other = other.asciiValue, let offset = text.firstIndex(of: token) else {
      return
    }
    text[offset] = other
  }

  // MARK: Other values

  private static func wrap(_ text: inout [UInt8], _ start: String, _ end: String) {
    text.insert(contentsOf: Array(start.utf8), at: 0)
    text += Array(end.utf8)
  }

  /// The whole command as a JSON string, as a producer with one serializer too many sends it.
  private static func encodeTwice(_ text: inout [UInt8], _ random: inout SampleRandom) {
    var encoded = [UInt8(ascii: "\"")]
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): encoded += [UInt8(ascii: "\\"), byte]
      case 0..<0x20: encoded += SampleText.Phrase.escape(UInt16(byte))
      default: encoded.append(byte)
      }
    }
    text = encoded + [UInt8(ascii: "\"")]
  }
}
