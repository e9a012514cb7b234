/// The classes of bytes that the formats' grammars are made of, as bits of one table.
struct ByteClass: OptionSet {
  let rawValue: UInt8

  /// RFC 3986: ALPHA / DIGIT / "-" / "." / "_" / "~"
  static let unreserved = ByteClass(rawValue: 1)
  /// RFC 3986: "!" / "$" / "&" / "'" / "(" / ")" / "*" / "+" / "," / ";" / "="
  static let subDelimiter = ByteClass(rawValue: 2)
  /// RFC 3986's `scheme` behind its first letter: ALPHA / DIGIT / "+" / "-" / "."
  static let scheme = ByteClass(rawValue: 4)
  /// RFC 5322's `atext`: a byte of a local part without quotes.
  static let atom = ByteClass(rawValue: 8)
  static let hexDigit = ByteClass(rawValue: 16)
  static let letter = ByteClass(rawValue: 32)
  static let digit = ByteClass(rawValue: 64)

  static let letterOrDigit: ByteClass = [.letter, .digit]

  @inline(__always) static func has(_ byte: UInt8, _ classes: ByteClass) -> Bool {
    table[Int(byte)] & classes.rawValue != 0
  }

  private static let table: InlineArray<256, UInt8> = {
    var table = InlineArray<256, UInt8>(repeating: 0)
    func add(_ characters: StaticString, _ classes: ByteClass) {
      for index in 0..<characters.utf8CodeUnitCount {
        unsafe table[Int(characters.utf8Start[index])] |= classes.rawValue
      }
    }
    add("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", [.letter, .unreserved, .scheme, .atom])
    add("0123456789", [.digit, .unreserved, .scheme, .atom, .hexDigit])
    add("abcdefABCDEF", .hexDigit)
    add("-._~", .unreserved)
    add("!$&'()*+,;=", .subDelimiter)
    add("+-.", .scheme)
    add("!#$%&'*+-/=?^_`{|}~", .atom)
    return table
  }()
}
