extension [UInt8] {
  mutating func append(text: String) {
    append(contentsOf: text.utf8)
  }

  /// Appends a string as JSON has it, in quotes.
  mutating func appendJSON(_ text: String) {
    append(UInt8(ascii: "\""))
    for byte in text.utf8 { appendEscaped(byte) }
    append(UInt8(ascii: "\""))
  }

  /// Appends UTF-8 bytes as a JSON string, in quotes.
  mutating func appendJSON(_ bytes: some Sequence<UInt8>) {
    append(UInt8(ascii: "\""))
    for byte in bytes { appendEscaped(byte) }
    append(UInt8(ascii: "\""))
  }

  /// Only what RFC 8259, section 7, asks for.
  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append(text: "\\\"")
    case UInt8(ascii: "\\"): append(text: "\\\\")
    case 0x0A: append(text: "\\n")
    case 0x0D: append(text: "\\r")
    case 0x09: append(text: "\\t")
    case ..<0x20:
      append(text: "\\u00")
      append(Self.hexDigit(byte >> 4))
      append(Self.hexDigit(byte & 15))
    default: append(byte)
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  /// How many bytes `appendJSON` makes of these.
  static func jsonCount(_ bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(2) { count, byte in
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x0A, 0x0D, 0x09: count + 2
      case ..<0x20: count + 6
      default: count + 1
      }
    }
  }
}
