extension [UInt8] {
  mutating func append(text: String) {
    append(contentsOf: text.utf8)
  }

  /// Appends a string as JSON has it, in quotes.
  mutating func appendJSON(_ text: String) {
    appendJSON(text.utf8)
  }

  /// Appends UTF-8 bytes as a JSON string, in quotes.
  mutating func appendJSON(_ bytes: some Collection<UInt8>) {
    append(UInt8(ascii: "\""))
    if bytes.contains(where: JSONEscape.isNeeded) {
      for byte in bytes {
        if JSONEscape.isNeeded(byte) { JSONEscape.forEachByte(of: byte) { append($0) } } else { append(byte) }
      }
    } else {
      append(contentsOf: bytes)
    }
    append(UInt8(ascii: "\""))
  }

  /// How many bytes `appendJSON` makes of these.
  static func jsonCount(_ bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(2) { $0 + JSONEscape.count($1) }
  }
}

extension ByteView {
  /// How many bytes these take as a JSON string.
  var jsonCount: Int {
    var count = 2
    for index in 0..<self.count { count += JSONEscape.count(self[index]) }
    return count
  }
}

/// The bytes that may not stand in a JSON string as they are (RFC 8259, section 7).
enum JSONEscape {
  @inline(__always) static func isNeeded(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// How many of eight bytes, the lowest first, stand before the first that must be escaped.
  @inline(__always) static func plainCount(_ word: UInt64) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ ones &* UInt64(UInt8(ascii: "\""))
    let backslashes = word ^ ones &* UInt64(UInt8(ascii: "\\"))
    // Each marks the bytes that it looks for, and above the lowest of them perhaps others: a borrow came through.
    let controls = (word &- ones &* 0x20) & ~word
    let marks = controls | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
    return (marks & (ones &* 0x80)).trailingZeroBitCount >> 3
  }

  @inline(__always) static func count(_ byte: UInt8) -> Int {
    isNeeded(byte) ? letter(byte) == nil ? 6 : 2 : 1
  }

  @inline(__always) static func forEachByte(of byte: UInt8, _ body: (UInt8) -> Void) {
    body(UInt8(ascii: "\\"))
    if let letter = letter(byte) { return body(letter) }
    body(UInt8(ascii: "u"))
    body(UInt8(ascii: "0"))
    body(UInt8(ascii: "0"))
    body(hexDigit(byte >> 4))
    body(hexDigit(byte & 15))
  }

  /// What stands behind the backslash of a short escape.
  @inline(__always) private static func letter(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
    case 0x0A: UInt8(ascii: "n")
    case 0x0D: UInt8(ascii: "r")
    case 0x09: UInt8(ascii: "t")
    default: nil
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
