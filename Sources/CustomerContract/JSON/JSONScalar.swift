/// A value that is neither string nor container: a number or a literal.
enum JSONScalar {
  /// - Parameter bytes: a whole token, at least one byte.
  @inline(__always) static func isValid(_ bytes: PaddedBytes) -> Bool {
    switch bytes[0] {
    case UInt8(ascii: "t"): JSONLiteral.isTrue(bytes)
    case UInt8(ascii: "f"): JSONLiteral.isFalse(bytes)
    case UInt8(ascii: "n"): JSONLiteral.isNull(bytes)
    default: JSONNumber.isValid(bytes)
    }
  }
}
