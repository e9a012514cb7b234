internal import Foundation

/// A member of a JSON object, found the slow way: by nothing that the contract uses.
struct SlowMember {
  let name: String
  /// From the name's first quote to the value's end.
  let whole: ArraySlice<UInt8>
  let value: ArraySlice<UInt8>

  func isNamed(_ name: String) -> Bool { self.name.unicodeScalars.elementsEqual(name.unicodeScalars) }

  /// Nil when the text, which is valid JSON, is no object.
  static func all(in text: ArraySlice<UInt8>) -> [SlowMember]? {
    var at = skipSpace(text, text.startIndex)
    // A byte-order mark.
    if text[at...].starts(with: [0xEF, 0xBB, 0xBF]) { at = skipSpace(text, at + 3) }
    guard at < text.endIndex, text[at] == UInt8(ascii: "{") else { return nil }
    at = skipSpace(text, at + 1)
    var members: [SlowMember] = []
    while text[at] != UInt8(ascii: "}") {
      if text[at] == UInt8(ascii: ",") { at = skipSpace(text, at + 1) }
      let start = at
      let nameEnd = endOfString(text, at)
      let valueStart = skipSpace(text, skipSpace(text, nameEnd) + 1)
      let end = endOfValue(text, valueStart)
      members.append(
        SlowMember(
          name: meaning(of: text[start..<nameEnd]) ?? "", whole: text[start..<end], value: text[valueStart..<end]))
      at = skipSpace(text, end)
    }
    return members
  }

  /// Foundation's reading of a string.
  static func meaning(of string: ArraySlice<UInt8>) -> String? {
    guard string.first == UInt8(ascii: "\"") else { return nil }
    guard string.contains(UInt8(ascii: "\\")) else {
      return String(decoding: string.dropFirst().dropLast(), as: UTF8.self)
    }
    return try? JSONSerialization.jsonObject(with: Data(string), options: .fragmentsAllowed) as? String
  }

  static func endOfString(_ text: ArraySlice<UInt8>, _ start: Int) -> Int {
    var at = start + 1
    while text[at] != UInt8(ascii: "\"") { at += text[at] == UInt8(ascii: "\\") ? 2 : 1 }
    return at + 1
  }

  private static func skipSpace(_ text: ArraySlice<UInt8>, _ start: Int) -> Int {
    var at = start
    while at < text.endIndex, isSpace(text[at]) { at += 1 }
    return at
  }

  private static func endOfValue(_ text: ArraySlice<UInt8>, _ start: Int) -> Int {
    var at = start
    var depth = 0
    repeat {
      switch text[at] {
      case UInt8(ascii: "\""): at = endOfString(text, at)
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        at += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        at += 1
      case let byte where depth > 0 && (isSpace(byte) || isMark(byte)): at += 1
      default:
        while at < text.endIndex, !isSpace(text[at]), !isMark(text[at]) { at += 1 }
      }
    } while depth > 0
    return at
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["),
      UInt8(ascii: "]"),
      UInt8(ascii: "\""):
      true
    default: false
    }
  }
}
