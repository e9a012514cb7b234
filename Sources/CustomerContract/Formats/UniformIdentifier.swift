/// `URI` of RFC 3986, appendix A: with a scheme, and with a fragment or without one.
enum UniformIdentifier {
  static func isValid(_ bytes: ByteView) -> Bool {
    var cursor = ByteCursor(bytes)
    guard ByteClass.has(cursor.next, .letter), cursor.take(while: { ByteClass.has($0, .scheme) }) > 0,
      cursor.take(UInt8(ascii: ":"))
    else { return false }
    if cursor.take(UInt8(ascii: "/")) {
      if cursor.take(UInt8(ascii: "/")) {
        guard takeAuthority(&cursor) else { return false }
        // `path-abempty`: what follows the authority begins with a slash or is no path.
        guard cursor.isAtEnd || [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")].contains(cursor.next) else {
          return false
        }
      }
    }
    guard takeCharacters(&cursor, alsoSlash: true) else { return false }
    if cursor.take(UInt8(ascii: "?")) {
      guard takeCharacters(&cursor, alsoSlash: true, alsoQuestionMark: true) else { return false }
    }
    if cursor.take(UInt8(ascii: "#")) {
      guard takeCharacters(&cursor, alsoSlash: true, alsoQuestionMark: true) else { return false }
    }
    return cursor.isAtEnd
  }

  /// `*pchar`, and slashes or question marks between them; false at a percent sign without its two digits.
  private static func takeCharacters(
    _ cursor: inout ByteCursor, alsoSlash: Bool, alsoQuestionMark: Bool = false
  ) -> Bool {
    while true {
      _ = cursor.take {
        ByteClass.has($0, [.unreserved, .subDelimiter]) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "@")
          || alsoSlash && $0 == UInt8(ascii: "/") || alsoQuestionMark && $0 == UInt8(ascii: "?")
      }
      guard cursor.next == UInt8(ascii: "%") else { return true }
      guard takePercentEncoded(&cursor) else { return false }
    }
  }

  private static func takePercentEncoded(_ cursor: inout ByteCursor) -> Bool {
    guard cursor.take(UInt8(ascii: "%")) else { return false }
    for _ in 0..<2 {
      let digit = cursor.next
      guard ByteClass.has(digit, .hexDigit), cursor.take(digit) else { return false }
    }
    return true
  }

  /// `[ userinfo "@" ] host [ ":" port ]`
  private static func takeAuthority(_ cursor: inout ByteCursor) -> Bool {
    var attempt = cursor
    if takeName(&attempt, alsoColon: true), attempt.take(UInt8(ascii: "@")) { cursor = attempt }
    if cursor.take(UInt8(ascii: "[")) {
      guard let literal = cursor.take(upTo: UInt8(ascii: "]")), isLiteral(literal) else { return false }
    } else if !takeName(&cursor, alsoColon: false) {
      return false
    }
    if cursor.take(UInt8(ascii: ":")) { _ = cursor.take { $0.isDigit } }
    return true
  }

  /// `reg-name`, or with colons `userinfo`. An IPv4 address is a `reg-name` too.
  private static func takeName(_ cursor: inout ByteCursor, alsoColon: Bool) -> Bool {
    while true {
      _ = cursor.take {
        ByteClass.has($0, [.unreserved, .subDelimiter]) || alsoColon && $0 == UInt8(ascii: ":")
      }
      guard cursor.next == UInt8(ascii: "%") else { return true }
      guard takePercentEncoded(&cursor) else { return false }
    }
  }

  /// `IPv6address / IPvFuture`
  private static func isLiteral(_ literal: ByteView) -> Bool {
    var cursor = ByteCursor(literal)
    guard cursor.takeLetter(UInt8(ascii: "v")) else {
      return InternetAddress.isVersion6(literal, groupsBesideGap: 7)
    }
    guard cursor.take(while: { ByteClass.has($0, .hexDigit) }) > 0, cursor.take(UInt8(ascii: ".")),
      cursor.take(while: { ByteClass.has($0, [.unreserved, .subDelimiter]) || $0 == UInt8(ascii: ":") }) > 0
    else { return false }
    return cursor.isAtEnd
  }
}
