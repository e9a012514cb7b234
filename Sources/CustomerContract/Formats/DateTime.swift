/// `date-time` of RFC 3339, section 5.6.
///
/// `T` and `Z` in either case (the note there), days as the month has them, and second 60 only where a leap second can
/// be: at 23:59 in UTC (section 5.7).
enum DateTime {
  static func isValid(_ bytes: PaddedBytes) -> Bool {
    // Up to the seconds each character has its position, and an offset has at least one. Hours and minutes are read twice.
    guard bytes.count >= 20,
      // 0000-00-
      let date = DigitPairs(bytes.word(at: 0), form: 0x2D30_302D_3030_3030, marks: 0xFF00_00FF_0000_0000),
      // 00T00:00
      let dayAndHour = DigitPairs(
        bytes.word(at: 8) & ~lowerCaseT, form: 0x3030_3A30_3054_3030, marks: 0x0000_FF00_00FF_0000),
      // 00:00:00
      let time = DigitPairs(bytes.word(at: 11), form: 0x3030_3A30_303A_3030, marks: 0x0000_FF00_00FF_0000)
    else { return false }
    let year = date[0] * 100 + date[2]
    let (month, day) = (date[5], dayAndHour[0])
    let (hour, minute, second) = (time[0], time[3], time[6])
    guard (1...12).contains(month), day >= 1, day <= days(inMonth: month, of: year), hour < 24, minute < 60,
      second <= 60
    else { return false }
    var cursor = ByteCursor(bytes.dropFirst(19))
    if cursor.take(UInt8(ascii: ".")) {
      guard cursor.skipDigits() > 0 else { return false }
    }
    guard let offset = offset(&cursor), cursor.isAtEnd else { return false }
    if second < 60 { return true }
    let minuteOfDay = (hour * 60 + minute - offset + 2 * 1440) % 1440
    return minuteOfDay == 1439
  }

  /// The bit that a lower-case `t` has and `T` does not, at its byte of the word.
  private static let lowerCaseT: UInt64 = 0x20_0000

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

/// Eight characters of a fixed form, and the two-digit numbers in them.
private struct DigitPairs {
  /// In each byte: its digit ten times and the next byte's.
  private let pairs: UInt64

  /// - Parameters:
  ///   - form: The characters, the first in the lowest bits, with a zero for each digit.
  ///   - marks: All bits of the characters that are no digits.
  @inline(__always) init?(_ word: UInt64, form: UInt64, marks: UInt64) {
    let values = word ^ form
    guard values & marks == 0, (values | values &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0 == 0 else {
      return nil
    }
    pairs = values &* 10 &+ values &>> 8
  }

  @inline(__always) subscript(_ byte: Int) -> Int {
    Int(truncatingIfNeeded: (pairs &>> UInt64(truncatingIfNeeded: byte &* 8)) & 0xFF)
  }
}
