/// A value that is neither string nor container: a number or a literal.
enum Scalar {
  /// - Parameter bytes: a whole token, at least one byte.
  @inline(__always) static func isValid(_ bytes: ByteView) -> Bool {
    switch bytes[0] {
    case UInt8(ascii: "t"): Literal.isTrue(bytes)
    case UInt8(ascii: "f"): Literal.isFalse(bytes)
    case UInt8(ascii: "n"): Literal.isNull(bytes)
    default: Numbers.isValid(bytes)
    }
  }
}
