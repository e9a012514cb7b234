/// Finds the members of an object in a text that may not be JSON: what is found then means nothing, but nothing else happens.
enum JSONMembers {
  /// Calls `body` with each member's name, its escapes undone, and the range of its value.
  static func forEach(
    of text: Span<UInt8>, in range: Range<Int>, _ body: (_ name: [UInt8], _ value: Range<Int>) -> Void
  ) {
    var at = skipSpace(text, range.lowerBound)
    guard at < range.upperBound, text[at] == UInt8(ascii: "{") else { return }
    at = skipSpace(text, at + 1)
    while at < range.upperBound, text[at] == UInt8(ascii: "\"") {
      let nameEnd = endOfString(text, at)
      let name = unescaped(text, (at + 1)..<max(at + 1, nameEnd - 1))
      at = skipSpace(text, nameEnd)
      guard at < range.upperBound, text[at] == UInt8(ascii: ":") else { return }
      at = skipSpace(text, at + 1)
      let end = endOfValue(text, at)
      guard end > at, end <= range.upperBound else { return }
      body(name, at..<end)
      at = skipSpace(text, end)
      guard at < range.upperBound, text[at] == UInt8(ascii: ",") else { return }
      at = skipSpace(text, at + 1)
    }
  }

  /// The ranges of an array's elements.
  static func elements(of text: Span<UInt8>, in range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    guard range.lowerBound < range.upperBound, text[range.lowerBound] == UInt8(ascii: "[") else { return found }
    var at = skipSpace(text, range.lowerBound + 1)
    while at < range.upperBound, text[at] != UInt8(ascii: "]") {
      let end = endOfValue(text, at)
      guard end > at, end <= range.upperBound else { return found }
      found.append(at..<end)
      at = skipSpace(text, end)
      guard at < range.upperBound, text[at] == UInt8(ascii: ",") else { return found }
      at = skipSpace(text, at + 1)
    }
    return found
  }

  /// The text of a string with its escapes undone; nil for another value.
  static func string(_ text: Span<UInt8>, _ value: Range<Int>) -> [UInt8]? {
    guard value.count >= 2, text[value.lowerBound] == UInt8(ascii: "\"") else { return nil }
    return unescaped(text, (value.lowerBound + 1)..<(value.upperBound - 1))
  }

  private static func skipSpace(_ text: Span<UInt8>, _ start: Int) -> Int {
    var at = start
    while at < text.count, text[at] == 0x20 || text[at] == 0x09 || text[at] == 0x0A || text[at] == 0x0D { at += 1 }
    return at
  }

  /// The offset behind the closing quote; the text's end when there is none.
  private static func endOfString(_ text: Span<UInt8>, _ open: Int) -> Int {
    var at = open + 1
    while at < text.count {
      if text[at] == UInt8(ascii: "\"") { return at + 1 }
      at += text[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return text.count
  }

  private static func endOfValue(_ text: Span<UInt8>, _ start: Int) -> Int {
    var at = start
    var depth = 0
    while at < text.count {
      switch text[at] {
      case UInt8(ascii: "\""):
        at = endOfString(text, at)
        if depth == 0 { return at }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        at += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return at }
        depth -= 1
        at += 1
        if depth == 0 { return at }
      case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D:
        if depth == 0 { return at }
        at += 1
      default: at += 1
      }
    }
    return at
  }

  private static func unescaped(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    var units: [UInt16] = []
    var at = range.lowerBound
    func flush() {
      if !units.isEmpty { result += String(decoding: units, as: UTF16.self).utf8 }
      units.removeAll()
    }
    while at < range.upperBound {
      let byte = text[at]
      at += 1
      guard byte == UInt8(ascii: "\\"), at < range.upperBound else {
        flush()
        result.append(byte)
        continue
      }
      let letter = text[at]
      at += 1
      if letter == UInt8(ascii: "u") {
        var unit: UInt16 = 0
        for _ in 0..<4 where at < range.upperBound {
          unit = unit << 4 | UInt16(Character(UnicodeScalar(text[at])).hexDigitValue ?? 0)
          at += 1
        }
        units.append(unit)
        continue
      }
      flush()
      switch letter {
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      default: result.append(letter)
      }
    }
    flush()
    return result
  }
}
