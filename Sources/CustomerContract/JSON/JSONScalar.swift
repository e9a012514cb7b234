/// A value that is neither string nor container: a number or a literal.
enum JSONScalar {
  /// Whether a scalar is JSON.
  ///
  /// - Parameter bytes: A whole token, at least one byte.
  @inline(__always) static func isValid(_ bytes: PaddedBytes) -> Bool {
    switch bytes[0] {
    case UInt8(ascii: "t"): JSONLiteral.isTrue(bytes)
    case UInt8(ascii: "f"): JSONLiteral.isFalse(bytes)
    case UInt8(ascii: "n"): JSONLiteral.isNull(bytes)
    default: JSONNumber.isValid(bytes)
    }
  }

  /// Whether a scalar is JSON and, if it is a number, sure to be one that every reader takes; false for some that are too.
  ///
  /// - Parameter bytes: A whole token, at least one byte.
  @inline(__always) static func isOrdinary(_ bytes: PaddedBytes) -> Bool {
    switch bytes[0] {
    case UInt8(ascii: "t"): JSONLiteral.isTrue(bytes)
    case UInt8(ascii: "f"): JSONLiteral.isFalse(bytes)
    case UInt8(ascii: "n"): JSONLiteral.isNull(bytes)
    default: JSONNumber.isOrdinary(bytes)
    }
  }
}
