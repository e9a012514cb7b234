/// Classes of single bytes.
extension UInt8 {
  /// RFC 8259, section 2: `ws`.
  @inline(__always) var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }

  @inline(__always) var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

  /// White space of ASCII.
  var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
