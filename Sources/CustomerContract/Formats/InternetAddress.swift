/// Addresses as RFC 3986 and RFC 5321 write them; both have the groups of RFC 4291, section 2.2.
enum InternetAddress {
  /// Four numbers up to 255, separated by dots.
  ///
  /// - Parameter leadingZeros: RFC 5321's `Snum` has them, RFC 3986's `dec-octet` does not.
  static func isVersion4(_ bytes: PaddedBytes, leadingZeros: Bool) -> Bool {
    var cursor = ByteCursor(bytes)
    for part in 0..<4 {
      if part > 0, !cursor.take(UInt8(ascii: ".")) { return false }
      let startsWithZero = cursor.next == UInt8(ascii: "0")
      var value = 0
      var digits = 0
      while digits < 3, let digit = cursor.takeNumber(digits: 1) {
        value = value * 10 + digit
        digits += 1
      }
      guard digits > 0, value <= 255, leadingZeros || !startsWithZero || digits == 1 else { return false }
    }
    return cursor.isAtEnd
  }

  /// Eight groups of up to four hexadecimal digits, the last two perhaps as an IPv4 address, or fewer around one `::`.
  ///
  /// - Parameter groupsBesideGap: The most groups beside the `::`: 7 in RFC 3986, 6 in RFC 5321.
  static func isVersion6(_ bytes: PaddedBytes, groupsBesideGap: Int) -> Bool {
    var cursor = ByteCursor(bytes)
    var groups = 0
    var hasGap = false
    if cursor.take(UInt8(ascii: ":")) {
      guard cursor.take(UInt8(ascii: ":")) else { return false }
      hasGap = true
    }
    var needsGroup = !hasGap
    while needsGroup || !cursor.isAtEnd {
      let rest = bytes.dropFirst(cursor.at)
      let digits = cursor.skip(.hexDigit)
      guard digits > 0 else { return false }
      if cursor.next == UInt8(ascii: ".") {
        guard isVersion4(rest, leadingZeros: groupsBesideGap == 6) else { return false }
        groups += 2
        return hasGap ? groups <= groupsBesideGap : groups == 8
      }
      guard digits <= 4 else { return false }
      groups += 1
      if cursor.isAtEnd { break }
      guard cursor.take(UInt8(ascii: ":")) else { return false }
      needsGroup = true
      if cursor.take(UInt8(ascii: ":")) {
        if hasGap { return false }
        hasGap = true
        needsGroup = false
      }
    }
    return hasGap ? groups <= groupsBesideGap : groups == 8
  }
}
