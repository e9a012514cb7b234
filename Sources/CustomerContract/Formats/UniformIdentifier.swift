/// `URI` of RFC 3986, appendix A: with a scheme, and with a fragment or without one.
enum UniformIdentifier {
  static func isValid(_ bytes: PaddedBytes) -> Bool {
    var cursor = ByteCursor(bytes)
    guard ByteClass.letter.contains(cursor.next) else { return false }
    cursor.skip(.scheme)
    guard cursor.take(UInt8(ascii: ":")) else { return false }
    if cursor.take(UInt8(ascii: "/")), cursor.take(UInt8(ascii: "/")) {
      guard takeAuthority(&cursor) else { return false }
      // `path-abempty`: what follows the authority begins with a slash or is no path.
      switch cursor.next {
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): break
      default: return cursor.isAtEnd
      }
    }
    guard takeEncoded(.path, &cursor) else { return false }
    if cursor.take(UInt8(ascii: "?")), !takeEncoded(.query, &cursor) { return false }
    if cursor.take(UInt8(ascii: "#")), !takeEncoded(.query, &cursor) { return false }
    return cursor.isAtEnd
  }

  /// Characters of a set and `pct-encoded`; false at a percent sign without its two digits.
  @inline(__always) private static func takeEncoded(_ characters: ByteClass, _ cursor: inout ByteCursor) -> Bool {
    while true {
      cursor.skip(characters)
      guard cursor.take(UInt8(ascii: "%")) else { return true }
      for _ in 0..<2 {
        let digit = cursor.next
        guard ByteClass.hexDigit.contains(digit), cursor.take(digit) else { return false }
      }
    }
  }

  /// `[ userinfo "@" ] host [ ":" port ]`
  static func takeAuthority(_ cursor: inout ByteCursor) -> Bool {
    var attempt = cursor
    attempt.skip(.name)
    // Most are a name alone.
    if attempt.isAtEnd || attempt.next == UInt8(ascii: "/") {
      cursor = attempt
      return true
    }
    if takeEncoded(.userInformation, &attempt), attempt.take(UInt8(ascii: "@")) { cursor = attempt }
    if cursor.take(UInt8(ascii: "[")) {
      guard let literal = cursor.take(upTo: UInt8(ascii: "]")), isLiteral(literal) else { return false }
    } else if !takeEncoded(.name, &cursor) {
      // `reg-name`; an IPv4 address is one too.
      return false
    }
    if cursor.take(UInt8(ascii: ":")) { _ = cursor.skipDigits() }
    return true
  }

  /// `IPv6address / IPvFuture`
  private static func isLiteral(_ literal: PaddedBytes) -> Bool {
    var cursor = ByteCursor(literal)
    guard cursor.takeLetter(UInt8(ascii: "v")) else {
      return InternetAddress.isVersion6(literal, groupsBesideGap: 7)
    }
    guard cursor.skip(.hexDigit) > 0, cursor.take(UInt8(ascii: ".")), cursor.skip(.userInformation) > 0 else {
      return false
    }
    return cursor.isAtEnd
  }
}
