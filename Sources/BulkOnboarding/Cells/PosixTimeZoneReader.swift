/// Reads the parts of a `TZ` string of POSIX (section 8.3), with the wider times of RFC 9636, section 3.3.1.
struct PosixTimeZoneReader {
  private let bytes: [UInt8]
  private var at = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { at == bytes.count }

  func isAt(_ byte: UInt8) -> Bool { at < bytes.count && bytes[at] == byte }

  mutating func take(_ byte: UInt8) -> Bool {
    guard isAt(byte) else { return false }
    at += 1
    return true
  }

  /// Passes the name of a time: three letters or more, or any characters between `<` and `>`.
  mutating func skipName() -> Bool {
    if take(UInt8(ascii: "<")) {
      while !isAtEnd, !isAt(UInt8(ascii: ">")) { at += 1 }
      return take(UInt8(ascii: ">"))
    }
    let start = at
    while !isAtEnd, bytes[at] | 0x20 >= UInt8(ascii: "a"), bytes[at] | 0x20 <= UInt8(ascii: "z") { at += 1 }
    return at - start >= 3
  }

  /// Reads `[+|-]h[hh][:mm[:ss]]`, in seconds.
  mutating func readTime() -> Int? {
    let isNegative = take(UInt8(ascii: "-"))
    if !isNegative { _ = take(UInt8(ascii: "+")) }
    guard var seconds = readNumber(0...167).map({ $0 * 3600 }) else { return nil }
    for unit in [60, 1] where take(UInt8(ascii: ":")) {
      guard let number = readNumber(0...59) else { return nil }
      seconds += number * unit
    }
    return isNegative ? -seconds : seconds
  }

  /// Reads `Mm.w.d`, `Jn` or `n`, and behind it `/time`, which is 02:00:00 where it is missing.
  mutating func readMoment() -> YearlyMoment? {
    guard let day = readDay() else { return nil }
    guard take(UInt8(ascii: "/")) else { return YearlyMoment(day: day, time: 7200) }
    return readTime().map { YearlyMoment(day: day, time: $0) }
  }

  private mutating func readDay() -> YearlyMoment.Day? {
    if take(UInt8(ascii: "J")) { return readNumber(1...365).map { .withoutLeapDay($0) } }
    guard take(UInt8(ascii: "M")) else { return readNumber(0...365).map { .ofYear($0) } }
    guard let month = readNumber(1...12), take(UInt8(ascii: ".")), let week = readNumber(1...5),
      take(UInt8(ascii: ".")), let weekday = readNumber(0...6)
    else { return nil }
    return .weekday(month: month, week: week, weekday: weekday)
  }

  private mutating func readNumber(_ range: ClosedRange<Int>) -> Int? {
    let digits = bytes[at...].prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    guard (1...3).contains(digits.count) else { return nil }
    at += digits.count
    let number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    return range.contains(number) ? number : nil
  }
}
