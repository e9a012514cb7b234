/// `Mailbox` of RFC 5321, section 4.1.2: `Local-part "@" ( Domain / address-literal )`.
enum Mailbox {
  static func isValid(_ bytes: PaddedBytes) -> Bool {
    var cursor = ByteCursor(bytes)
    let hasLocalPart = cursor.next == UInt8(ascii: "\"") ? takeQuoted(&cursor) : takeDotted(&cursor)
    guard hasLocalPart, cursor.take(UInt8(ascii: "@")) else { return false }
    if cursor.take(UInt8(ascii: "[")) {
      guard let literal = cursor.take(upTo: UInt8(ascii: "]")) else { return false }
      return cursor.isAtEnd && isLiteral(literal)
    }
    return takeDomain(&cursor) && cursor.isAtEnd
  }

  /// `Dot-string`
  static func takeDotted(_ cursor: inout ByteCursor) -> Bool {
    repeat {
      guard cursor.skip(.atom) > 0 else { return false }
    } while cursor.take(UInt8(ascii: "."))
    return true
  }

  /// `Quoted-string`: printable ASCII, with a backslash before quotes and backslashes.
  static func takeQuoted(_ cursor: inout ByteCursor) -> Bool {
    guard cursor.take(UInt8(ascii: "\"")) else { return false }
    while !cursor.isAtEnd {
      if cursor.take(UInt8(ascii: "\"")) { return true }
      _ = cursor.take(UInt8(ascii: "\\"))
      let byte = cursor.next
      guard byte >= 0x20, byte <= 0x7E, cursor.take(byte) else { return false }
    }
    return false
  }

  /// `sub-domain *("." sub-domain)`: letters and digits, and hyphens between them.
  static func takeDomain(_ cursor: inout ByteCursor) -> Bool {
    repeat {
      guard ByteClass.letterOrDigit.contains(cursor.next) else { return false }
      cursor.skip(.label)
      guard cursor.last != UInt8(ascii: "-") else { return false }
    } while cursor.take(UInt8(ascii: "."))
    return true
  }

  /// An IPv4 address, or `IPv6:` and an IPv6 address. No other tag is registered.
  private static func isLiteral(_ literal: PaddedBytes) -> Bool {
    if InternetAddress.isVersion4(literal, leadingZeros: true) { return true }
    var cursor = ByteCursor(literal)
    guard cursor.takeLetter(UInt8(ascii: "i")), cursor.takeLetter(UInt8(ascii: "p")),
      cursor.takeLetter(UInt8(ascii: "v")), cursor.take(UInt8(ascii: "6")), cursor.take(UInt8(ascii: ":"))
    else { return false }
    return InternetAddress.isVersion6(literal.dropFirst(cursor.at), groupsBesideGap: 6)
  }
}
