/// White space as ECMA-262 has it: what `\s` of a JSON Schema `pattern` matches (22.2.2.9, `WhiteSpace` and
/// `LineTerminator`).
package enum WhiteSpace {
  /// Whether a white space's UTF-8 may begin with a byte. Most strings begin with a letter, of any script; without a
  /// branch.
  @inline(__always) static func mayBegin(with byte: UInt8) -> Bool {
    // The bits of 0xC2 (U+00A0), 0xE1 (U+1680), 0xE2 (U+2000 and others), 0xE3 (U+3000), and 0xEF (U+FEFF).
    let leads: UInt64 = 1 << 0x02 | 1 << 0x21 | 1 << 0x22 | 1 << 0x23 | 1 << 0x2F
    let isLead = (leads &>> UInt64(byte & 0x3F)) & UInt64((byte & byte &<< 1) &>> 7)
    return isLead | (byte <= 0x20 ? 1 : 0) != 0
  }

  /// Whether a string is nothing but white space, or empty. The bytes are UTF-8.
  static func isAll(_ bytes: PaddedBytes) -> Bool {
    var at = 0
    while at < bytes.count {
      guard let scalar = UTF8Scalar(bytes, at: at), isWhiteSpace(scalar.value) else { return false }
      at += scalar.count
    }
    return true
  }

  package static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
    default: false
    }
  }
}
