/// Says why a text is no mailbox.
extension Mailbox {
  static func violation(of bytes: PaddedBytes) -> FormatViolation {
    if hasAngleBrackets(bytes) { return FormatViolation(.displayName) }
    let ats = (0..<bytes.count).filter { bytes[$0] == UInt8(ascii: "@") }
    guard let at = ats.first else { return withoutAt(bytes) }
    if ats.count > 1, isList(bytes, ats) { return FormatViolation(.several) }
    var cursor = ByteCursor(bytes)
    if cursor.next == UInt8(ascii: "\"") {
      if !takeQuoted(&cursor) || cursor.next != UInt8(ascii: "@") { return inLocalPart(bytes, cursor.at) }
    } else {
      if let offset = bytes.firstOffset(where: \.isSpace) { return FormatViolation(.space, at: offset) }
      if let offset = bytes.firstOffset(where: { $0 >= 0x80 }) { return FormatViolation(.notASCII, at: offset) }
      if !takeDotted(&cursor) || cursor.at != at { return inLocalPart(bytes, cursor.at) }
    }
    return inDomain(bytes, from: cursor.at + 1)
  }

  /// `Ada <ada@example.com>`
  private static func hasAngleBrackets(_ bytes: PaddedBytes) -> Bool {
    guard let open = bytes.firstOffset(where: { $0 == UInt8(ascii: "<") }),
      let close = bytes.firstOffset(from: open, where: { $0 == UInt8(ascii: ">") })
    else { return false }
    return bytes[open..<close].contains(UInt8(ascii: "@"))
  }

  private static func withoutAt(_ bytes: PaddedBytes) -> FormatViolation {
    // U+FF20 and U+FE6B look like an @ and are none.
    let other = (0..<bytes.count).first { bytes.has("\u{FF20}", at: $0) || bytes.has("\u{FE6B}", at: $0) }
    return other.map { FormatViolation(.notASCII, at: $0) } ?? FormatViolation(.noAt)
  }

  /// Whether there is a comma, a semicolon or white space between two addresses.
  private static func isList(_ bytes: PaddedBytes, _ ats: [Int]) -> Bool {
    guard let first = ats.first, let last = ats.last, bytes[0] != UInt8(ascii: "\"") else { return false }
    return (first..<last).contains {
      bytes[$0] == UInt8(ascii: ",") || bytes[$0] == UInt8(ascii: ";") || bytes[$0].isSpace
    }
  }

  private static func inLocalPart(_ bytes: PaddedBytes, _ offset: Int) -> FormatViolation {
    guard offset < bytes.count else { return FormatViolation(.localPart) }
    if bytes[offset].isSpace { return FormatViolation(.space, at: offset) }
    return FormatViolation(bytes[offset] >= 0x80 ? .notASCII : .localPart, at: offset)
  }

  private static func inDomain(_ bytes: PaddedBytes, from start: Int) -> FormatViolation {
    if let offset = bytes.firstOffset(from: start, where: { $0.isSpace || $0 >= 0x80 }) {
      return FormatViolation(bytes[offset] >= 0x80 ? .notASCII : .space, at: offset)
    }
    // A literal is wrong as a whole.
    if start < bytes.count, bytes[start] == UInt8(ascii: "[") { return FormatViolation(.domain) }
    var cursor = ByteCursor(bytes.dropFirst(start))
    _ = takeDomain(&cursor)
    let offset = start + cursor.at
    return FormatViolation(.domain, at: offset < bytes.count ? offset : nil)
  }
}
