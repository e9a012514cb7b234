/// Reads the JSON of librdkafka's statistics member by member, passing over what nobody asks for.
///
/// The library's text is trusted to be JSON: where it is not, the reading ends with what was found.
struct StatisticsScanner {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Calls `body` for each member of the object that comes next, with its name; the body may read the member's value.
  mutating func forEachMember(_ body: (inout StatisticsScanner, _ name: String) -> Void) {
    guard take(UInt8(ascii: "{")) else { return }
    while peek() == UInt8(ascii: "\"") {
      let name = string() ?? ""
      guard take(UInt8(ascii: ":")) else { return end() }
      _ = peek()
      let start = index
      body(&self, name)
      if index == start { skip() }
      guard take(UInt8(ascii: ",")) else { break }
    }
    if !take(UInt8(ascii: "}")) { end() }
  }

  /// Reads a whole number; nil when something else comes next. A fraction is passed over.
  mutating func integer() -> Int64? {
    _ = peek()
    let start = index
    skip()
    let text = bytes[start..<index].prefix { $0 != UInt8(ascii: ".") }
    return Int64(String(decoding: text, as: UTF8.self))
  }

  /// Reads a string, with its escapes as they are; nil when something else comes next.
  mutating func string() -> String? {
    guard peek() == UInt8(ascii: "\"") else { return nil }
    let start = index + 1
    skipString()
    return String(decoding: bytes[start..<max(start, index - 1)], as: UTF8.self)
  }

  /// Passes over one value.
  private mutating func skip() {
    var depth = 0
    repeat {
      switch peek() {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        index += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        index += 1
      case UInt8(ascii: "\""): skipString()
      case UInt8(ascii: ","), UInt8(ascii: ":"): index += 1
      case nil: return
      default: skipScalar()
      }
    } while depth > 0
  }

  private mutating func skipString() {
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    index = min(index + 1, bytes.count)
  }

  private mutating func skipScalar() {
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "]"), UInt8(ascii: "}"), 0...0x20: return
      default: index += 1
      }
    }
  }

  /// The next byte that is no white space; nil at the end.
  private mutating func peek() -> UInt8? {
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    return index < bytes.count ? bytes[index] : nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    index += 1
    return true
  }

  private mutating func end() {
    index = bytes.count
  }
}
