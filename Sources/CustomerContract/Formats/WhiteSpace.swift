/// White space as ECMA-262 has it: what `\s` of a JSON Schema `pattern` matches (22.2.2.9, `WhiteSpace` and
/// `LineTerminator`).
enum WhiteSpace {
  /// Whether a string is nothing but white space, or empty. The bytes are UTF-8.
  @inline(__always) static func isAll(_ bytes: ByteView) -> Bool {
    // Most strings begin with a letter.
    if bytes.count > 0, bytes[0] > 0x20, bytes[0] < 0x80 { return false }
    var at = 0
    while at < bytes.count {
      guard let scalar = bytes.scalar(at), isWhiteSpace(scalar.value) else { return false }
      at += scalar.count
    }
    return true
  }

  static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
    default: false
    }
  }
}
