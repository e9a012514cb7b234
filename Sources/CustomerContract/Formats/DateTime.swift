/// `date-time` of RFC 3339, section 5.6.
///
/// `T` and `Z` in either case (the note there), days as the month has them, and second 60 only where a leap second can
/// be: at 23:59 in UTC (section 5.7).
enum DateTime {
  static func isValid(_ bytes: ByteView) -> Bool {
    var cursor = ByteCursor(bytes)
    guard let year = cursor.takeNumber(digits: 4), cursor.take(UInt8(ascii: "-")),
      let month = cursor.takeNumber(digits: 2), (1...12).contains(month), cursor.take(UInt8(ascii: "-")),
      let day = cursor.takeNumber(digits: 2), day >= 1, day <= days(inMonth: month, of: year),
      cursor.takeLetter(UInt8(ascii: "t")),
      let hour = cursor.takeNumber(digits: 2), hour < 24, cursor.take(UInt8(ascii: ":")),
      let minute = cursor.takeNumber(digits: 2), minute < 60, cursor.take(UInt8(ascii: ":")),
      let second = cursor.takeNumber(digits: 2), second <= 60
    else { return false }
    if cursor.take(UInt8(ascii: ".")) {
      guard cursor.skipDigits() > 0 else { return false }
    }
    guard let offset = offset(&cursor), cursor.isAtEnd else { return false }
    if second < 60 { return true }
    let minuteOfDay = (hour * 60 + minute - offset + 2 * 1440) % 1440
    return minuteOfDay == 1439
  }

  /// `time-offset`, in minutes.
  private static func offset(_ cursor: inout ByteCursor) -> Int? {
    if cursor.takeLetter(UInt8(ascii: "z")) { return 0 }
    let isNegative = cursor.next == UInt8(ascii: "-")
    guard cursor.take(UInt8(ascii: "-")) || cursor.take(UInt8(ascii: "+")),
      let hour = cursor.takeNumber(digits: 2), hour < 24, cursor.take(UInt8(ascii: ":")),
      let minute = cursor.takeNumber(digits: 2), minute < 60
    else { return nil }
    return (hour * 60 + minute) * (isNegative ? -1 : 1)
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
