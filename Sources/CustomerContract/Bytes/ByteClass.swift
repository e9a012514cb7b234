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
    // Without a branch: no processor foresees whether a letter comes or a digit.
    let upperHalf = 0 &- UInt64((byte &>> 6) & 1)
    let half = low ^ ((low ^ high) & upperHalf)
    return (half &>> UInt64(byte & 0x3F)) & UInt64(~byte &>> 7) != 0
  }

  /// How many of the eight bytes of a word, from the first on, are seen to be in the set without a look at each: letters,
  /// digits, hyphens, and what else of the set follows the hyphen. Zero for a set without these.
  @inline(__always) func leadingCount(in word: UInt64) -> Int {
    guard low & Self.label.low == Self.label.low, high & Self.label.high == Self.label.high else { return 0 }
    let marks: UInt64 = !contains(UInt8(ascii: ".")) ? 1 : !contains(UInt8(ascii: "/")) ? 2 : 3
    let isIn =
      Self.inRange(word | 0x20 &* Self.ones, from: UInt8(ascii: "a"), 26)
      | Self.inRange(word, from: UInt8(ascii: "0"), 10) | Self.inRange(word, from: UInt8(ascii: "-"), marks)
    return (~(isIn & ~word) & Self.highs).trailingZeroBitCount / 8
  }

  /// The highest bit of each byte of a word that is a hexadecimal digit.
  @inline(__always) static func hexDigits(in word: UInt64) -> UInt64 {
    let isIn = inRange(word, from: UInt8(ascii: "0"), 10) | inRange(word | 0x20 &* ones, from: UInt8(ascii: "a"), 6)
    return isIn & ~word & highs
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The highest bit of each byte says whether it is one of `count` bytes from `first` on, if it is below 128.
  @inline(__always) private static func inRange(_ word: UInt64, from first: UInt8, _ count: UInt64) -> UInt64 {
    let bits = word & ~highs
    // 128 is reached from the first byte of the range on, and from the one behind it.
    return (bits &+ (128 &- UInt64(first)) &* ones) & ~(bits &+ (128 &- UInt64(first) &- count) &* ones)
  }

  // The words are constants, so that they need no initialisation at run time; a test spells out what is in each set.

  static let letter = ByteClass(low: 0, high: 0x07FF_FFFE_07FF_FFFE)
  static let letterOrDigit = ByteClass(low: 0x03FF_0000_0000_0000, high: 0x07FF_FFFE_07FF_FFFE)
  static let hexDigit = ByteClass(low: 0x03FF_0000_0000_0000, high: 0x0000_007E_0000_007E)

  /// RFC 3986's `scheme` behind its first letter.
  static let scheme = ByteClass(low: 0x03FF_6800_0000_0000, high: 0x07FF_FFFE_07FF_FFFE)
  /// RFC 3986: `unreserved / sub-delims`, the characters of a `reg-name`.
  static let name = ByteClass(low: 0x2BFF_7FD2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
  /// RFC 3986: `name` and ":", the characters of `userinfo` and of an `IPvFuture`.
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
