/// Base 64 of RFC 4648, section 4.
enum Base64 {
  private static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

  static func encodedCount(_ count: Int) -> Int { (count + 2) / 3 * 4 }

  /// Writes the text to `target`, which has room for `encodedCount` bytes.
  @unsafe static func encode(_ bytes: PaddedBytes, to target: UnsafeMutablePointer<UInt8>) {
    let digits = unsafe alphabet.utf8Start
    var end = unsafe target
    var at = 0
    while bytes.count &- at >= 3 {
      let group = Int(bytes[at]) << 16 | Int(bytes[at &+ 1]) << 8 | Int(bytes[at &+ 2])
      unsafe end[0] = unsafe digits[group >> 18]
      unsafe end[1] = unsafe digits[group >> 12 & 63]
      unsafe end[2] = unsafe digits[group >> 6 & 63]
      unsafe end[3] = unsafe digits[group & 63]
      unsafe end += 4
      at &+= 3
    }
    guard at < bytes.count else { return }
    let hasTwo = bytes.count - at == 2
    let group = Int(bytes[at]) << 16 | (hasTwo ? Int(bytes[at + 1]) << 8 : 0)
    unsafe end[0] = unsafe digits[group >> 18]
    unsafe end[1] = unsafe digits[group >> 12 & 63]
    unsafe end[2] = hasTwo ? unsafe digits[group >> 6 & 63] : UInt8(ascii: "=")
    unsafe end[3] = UInt8(ascii: "=")
  }

  /// The bytes; nil when the text is not base 64 with its padding.
  static func decode(_ text: PaddedBytes) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var at = 0
    while at < text.count {
      let isLast = at + 4 == text.count
      let padding = isLast ? (text[at + 3] != UInt8(ascii: "=") ? 0 : text[at + 2] != UInt8(ascii: "=") ? 1 : 2) : 0
      var group: UInt32 = 0
      for index in 0..<4 {
        var value: UInt8 = 0
        if index < 4 - padding {
          guard let digit = digit(text[at + index]) else { return nil }
          value = digit
        }
        group = group << 6 | UInt32(value)
      }
      for index in 0..<(3 - padding) { bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(16 - 8 * index))) }
      at += 4
    }
    return bytes
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
