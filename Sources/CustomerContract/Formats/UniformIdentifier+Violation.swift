/// Says why a text is no URI.
extension UniformIdentifier {
  static func violation(of bytes: PaddedBytes) -> FormatViolation {
    var cursor = ByteCursor(bytes)
    if ByteClass.letter.contains(cursor.next) { cursor.skip(.scheme) }
    guard cursor.at > 0, cursor.take(UInt8(ascii: ":")) else { return schemeViolation(bytes, stoppedAt: cursor.at) }
    return violation(of: bytes, from: cursor.at) ?? FormatViolation(.host)
  }

  private static func schemeViolation(_ bytes: PaddedBytes, stoppedAt stop: Int) -> FormatViolation {
    // A scheme is there behind a character that does not belong to it: that one is at fault.
    let colon = bytes.firstOffset { $0 == UInt8(ascii: ":") }
    if stop < bytes.count, let colon, bytes.has("://", at: colon) {
      if bytes[stop].isSpace { return FormatViolation(.space, at: stop) }
      if bytes[stop] >= 0x80 { return FormatViolation(.notASCII, at: stop) }
    }
    guard let other = violation(of: bytes, from: 0), let reason = other.reasons.first else {
      return FormatViolation(.missingScheme)
    }
    return FormatViolation([.missingScheme, reason])
  }

  /// The first character that no part of a URI has; nil when each may be in one.
  private static func violation(of bytes: PaddedBytes, from start: Int) -> FormatViolation? {
    var hasFragment = false
    var isInPath = false
    let hasAuthority = bytes.has("//", at: start)
    let authorityStart = hasAuthority ? start + 2 : start
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      if byte.isSpace { return FormatViolation(.space, at: at) }
      if byte >= 0x80 { return FormatViolation(.notASCII, at: at) }
      if at >= authorityStart, hasAuthority, !isInPath, isAuthorityEnd(byte) {
        if let violation = hostViolation(bytes, authorityStart..<at) { return violation }
        isInPath = true
      }
      switch byte {
      case UInt8(ascii: "%"):
        guard at + 2 < bytes.count, ByteClass.hexDigit.contains(bytes[at + 1]),
          ByteClass.hexDigit.contains(bytes[at + 2])
        else { return FormatViolation(.percent, at: at) }
        at += 2
      case UInt8(ascii: "#"):
        if hasFragment { return FormatViolation(.illegalCharacter, at: at) }
        hasFragment = true
      case UInt8(ascii: "["), UInt8(ascii: "]"):
        // Brackets are around an address, and nowhere else.
        if isInPath || !hasAuthority { return FormatViolation(.illegalCharacter, at: at) }
      default:
        if !ByteClass.query.contains(byte) { return FormatViolation(.illegalCharacter, at: at) }
      }
      at += 1
    }
    return hasAuthority && !isInPath ? hostViolation(bytes, authorityStart..<bytes.count) : nil
  }

  private static func isAuthorityEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
  }

  private static func hostViolation(_ bytes: PaddedBytes, _ authority: Range<Int>) -> FormatViolation? {
    var cursor = ByteCursor(bytes[authority])
    return takeAuthority(&cursor) && cursor.isAtEnd ? nil : FormatViolation(.host)
  }
}
