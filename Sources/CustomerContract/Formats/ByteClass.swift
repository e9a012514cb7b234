/// A set of ASCII characters that a format's grammar names, as the bits of two words.
struct ByteClass {
  /// The characters from 0 to 63, and from 64 to 127.
  private let low: UInt64
  private let high: UInt64

  private init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  @inline(__always) func contains(_ byte: UInt8) -> Bool {
    let half = byte & 0x40 == 0 ? low : high
    return (half &>> UInt64(byte & 0x3F)) & 1 != 0 && byte < 0x80
  }

  // The words are constants, so that they need no initialisation at run time; a test spells out what is in each set.

  static let letter = ByteClass(low: 0, high: 0x07FF_FFFE_07FF_FFFE)
  static let letterOrDigit = ByteClass(low: 0x03FF_0000_0000_0000, high: 0x07FF_FFFE_07FF_FFFE)
  static let hexDigit = ByteClass(low: 0x03FF_0000_0000_0000, high: 0x0000_007E_0000_007E)

  /// RFC 3986's `scheme` behind its first letter.
  static let scheme = ByteClass(low: 0x03FF_6800_0000_0000, high: 0x07FF_FFFE_07FF_FFFE)
  /// RFC 3986: `unreserved / sub-delims`, the characters of a `reg-name`.
  static let name = ByteClass(low: 0x2BFF_7FD2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
  /// The same and ":", the characters of `userinfo` and of an `IPvFuture`.
  static let userInformation = ByteClass(low: 0x2FFF_7FD2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
  /// RFC 3986: `pchar / "/"`.
  static let path = ByteClass(low: 0x2FFF_FFD2_0000_0000, high: 0x47FF_FFFE_87FF_FFFF)
  /// RFC 3986: `pchar / "/" / "?"`, the characters of a query and of a fragment.
  static let query = ByteClass(low: 0xAFFF_FFD2_0000_0000, high: 0x47FF_FFFE_87FF_FFFF)

  /// RFC 5321's `atext` (RFC 5322, section 3.2.3).
  static let atom = ByteClass(low: 0xA3FF_ACFA_0000_0000, high: 0x7FFF_FFFF_C7FF_FFFE)
  /// Letters, digits and hyphens.
  static let label = ByteClass(low: 0x03FF_2000_0000_0000, high: 0x07FF_FFFE_07FF_FFFE)
}
