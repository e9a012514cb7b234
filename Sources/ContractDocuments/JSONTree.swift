internal import CustomerContract

/// A JSON text that is being put together: members keep their order.
indirect enum JSONTree {
  case object([(name: String, value: JSONTree)])
  case array([JSONTree])
  case string(String)
  case integer(Int64)
  case boolean(Bool)
  /// A JSON text that is there already.
  case text(String)

  /// Adds or replaces a member of an object.
  mutating func set(_ name: String, _ value: JSONTree) {
    guard case .object(var members) = self else { return }
    if let index = members.firstIndex(where: { $0.name == name }) {
      members[index].value = value
    } else {
      members.append((name, value))
    }
    self = .object(members)
  }

  /// Adds or replaces the members of another object.
  mutating func merge(_ other: JSONTree) {
    guard case .object(let members) = other else { return }
    for member in members { set(member.name, member.value) }
  }

  /// Without white space. Strings are written in ASCII, so that no editor hides a character of a pattern.
  var compact: String {
    switch self {
    case .object(let members):
      "{" + members.map { "\(Self.quoted($0.name)):\($0.value.compact)" }.joined(separator: ",") + "}"
    case .array(let values): "[" + values.map(\.compact).joined(separator: ",") + "]"
    case .string(let text): Self.quoted(text)
    case .integer(let number): String(number)
    case .boolean(let value): String(value)
    case .text(let text): text
    }
  }

  /// The text over several lines; an object or an array that fits on one line is written on one.
  var pretty: String {
    var layout = JSONLayout(Array(compact.utf8))
    return layout.lines()
  }

  private static func quoted(_ text: String) -> String {
    var json: [UInt8] = []
    json.appendJSON(text)
    return String(decoding: json, as: UTF8.self).unicodeScalars.map { scalar in
      scalar.isASCII && scalar.value != 0x7F ? String(scalar) : escaped(scalar)
    }.joined()
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }
}

extension JSONTree: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringInterpolation,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
  init(dictionaryLiteral members: (String, JSONTree)...) {
    self = .object(members.map { (name: $0.0, value: $0.1) })
  }
  init(arrayLiteral values: JSONTree...) { self = .array(values) }
  init(stringLiteral text: String) { self = .string(text) }
  init(integerLiteral number: Int64) { self = .integer(number) }
  init(booleanLiteral value: Bool) { self = .boolean(value) }
}

/// Breaks a JSON text without white space into lines.
private struct JSONLayout {
  private static let lineBytes = 120

  private let text: [UInt8]
  private var output: [UInt8] = []

  init(_ text: [UInt8]) { self.text = text }

  mutating func lines() -> String {
    appendValue(from: 0, indentation: 0)
    return String(decoding: output, as: UTF8.self) + "\n"
  }

  /// The offset behind the value that begins at an offset.
  private func end(from start: Int) -> Int {
    var depth = 0
    var isInString = false
    var at = start
    while at < text.count {
      let byte = text[at]
      if isInString {
        if byte == UInt8(ascii: "\\") { at += 1 } else if byte == UInt8(ascii: "\"") { isInString = false }
      } else {
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          if depth == 0 { return at }
          depth -= 1
        case UInt8(ascii: ","), UInt8(ascii: ":"): if depth == 0 { return at }
        default: break
        }
      }
      at += 1
    }
    return at
  }

  private mutating func appendValue(from start: Int, indentation: Int) {
    let end = end(from: start)
    let isNested = text[start] == UInt8(ascii: "{") || text[start] == UInt8(ascii: "[")
    guard isNested, end - start > 2 else { return output.append(contentsOf: text[start..<end]) }
    let lineStart = output.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    // The comma behind it has to fit too.
    if let line = oneLine(start..<end), indentation > 0, output.count - lineStart + line.count < Self.lineBytes {
      output.append(contentsOf: line)
    } else {
      appendParts(from: start, indentation: indentation)
    }
  }

  /// Each member or element on a line of its own.
  private mutating func appendParts(from start: Int, indentation: Int) {
    output.append(text[start])
    var at = start + 1
    while true {
      newLine(indentation + 2)
      let end = end(from: at)
      if text[start] == UInt8(ascii: "{") {
        output.append(contentsOf: text[at..<end])
        output.append(text: ": ")
        at = end + 1
      }
      appendValue(from: at, indentation: indentation + 2)
      at = self.end(from: at)
      guard text[at] == UInt8(ascii: ",") else { break }
      output.append(text[at])
      at += 1
    }
    newLine(indentation)
    output.append(text[at])
  }

  private mutating func newLine(_ indentation: Int) {
    output.append(UInt8(ascii: "\n"))
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation))
  }

  /// The value with a space behind each comma and colon; nil when it is longer than a line.
  private func oneLine(_ range: Range<Int>) -> [UInt8]? {
    guard range.count <= Self.lineBytes else { return nil }
    var line: [UInt8] = []
    var isInString = false
    var isEscaped = false
    for byte in text[range] {
      line.append(byte)
      if isInString {
        if byte == UInt8(ascii: "\""), !isEscaped { isInString = false }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") {
        line.append(UInt8(ascii: " "))
      }
    }
    return line
  }
}
