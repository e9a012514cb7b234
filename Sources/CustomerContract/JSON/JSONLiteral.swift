/// `true`, `false` and `null` (RFC 8259, section 3).
enum JSONLiteral {
  @inline(__always) static func isTrue(_ bytes: PaddedBytes) -> Bool { bytes.count == 4 && bytes.head == 0x6575_7274 }

  @inline(__always) static func isFalse(_ bytes: PaddedBytes) -> Bool {
    bytes.count == 5 && bytes.head == 0x65_736C_6166
  }

  @inline(__always) static func isNull(_ bytes: PaddedBytes) -> Bool { bytes.count == 4 && bytes.head == 0x6C6C_756E }
}
