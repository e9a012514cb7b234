/// A rule for the clocks of all years to come: the `TZ` string of POSIX (section 8.3), as files of time zones end with it.
///
/// `CET-1CEST,M3.5.0,M10.5.0/3`: in summer two hours east of UTC, from the last Sunday in March to the last in October.
struct PosixTimeZone: Equatable, Sendable {
  let text: String
  /// Seconds east of UTC.
  private let standardOffset: Int
  /// nil where the clocks are never changed.
  private let summer: Summer?

  private struct Summer: Equatable, Sendable {
    let offset: Int
    /// In standard time.
    let start: YearlyMoment
    /// In summer time.
    let end: YearlyMoment
  }

  var offsets: [Int] { [standardOffset] + (summer.map { [$0.offset] } ?? []) }

  /// - Returns: nil for a text that is no such rule.
  init?(_ text: String) {
    var reader = PosixTimeZoneReader(text)
    guard reader.skipName(), let west = reader.readTime() else { return nil }
    self.text = text
    standardOffset = -west
    if reader.isAtEnd {
      summer = nil
      return
    }
    guard reader.skipName() else { return nil }
    var offset = standardOffset + 3600
    if !reader.isAt(UInt8(ascii: ",")) {
      guard let west = reader.readTime() else { return nil }
      offset = -west
    }
    guard reader.take(UInt8(ascii: ",")), let start = reader.readMoment(), reader.take(UInt8(ascii: ",")),
      let end = reader.readMoment(), reader.isAtEnd
    else { return nil }
    summer = Summer(offset: offset, start: start, end: end)
  }

  /// The offset at a moment, in seconds east of UTC.
  ///
  /// - Parameter moment: seconds since 1970-01-01T00:00:00Z.
  func offset(at moment: Int64) -> Int {
    guard let summer else { return standardOffset }
    let year = Self.year(of: moment + Int64(standardOffset))
    let start = summer.start.seconds(in: year) - Int64(standardOffset)
    let end = summer.end.seconds(in: year) - Int64(summer.offset)
    // In the south summer goes on past the year's end.
    let isSummer = start < end ? moment >= start && moment < end : moment >= start || moment < end
    return isSummer ? summer.offset : standardOffset
  }

  private static func year(of seconds: Int64) -> Int {
    var year = 1970 + Int(seconds / 86_400 / 366)
    while LocalTime.days(year: year, month: 1, day: 1) * 86_400 > seconds { year -= 1 }
    while LocalTime.days(year: year + 1, month: 1, day: 1) * 86_400 <= seconds { year += 1 }
    return year
  }
}

extension PosixTimeZone: Codable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let rule = PosixTimeZone(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a TZ string of POSIX")
    }
    self = rule
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// A moment that each year has, by the clock that is in use before it.
struct YearlyMoment: Equatable, Sendable {
  enum Day: Equatable, Sendable {
    /// `Mm.w.d`: the weekday (0 is Sunday) of a week (1 to 5, 5 is the last) of a month.
    case weekday(month: Int, week: Int, weekday: Int)
    /// `Jn`: the day of the year from 1 to 365, in which 29 February does not count.
    case withoutLeapDay(Int)
    /// `n`: the day of the year from 0 to 365.
    case ofYear(Int)
  }

  let day: Day
  /// Seconds from the day's midnight, up to a week before or after it (RFC 9636, section 3.3.1).
  let time: Int

  /// Seconds since 1970-01-01T00:00:00 on the same clock.
  func seconds(in year: Int) -> Int64 { days(in: year) * 86_400 + Int64(time) }

  private func days(in year: Int) -> Int64 {
    let newYear = LocalTime.days(year: year, month: 1, day: 1)
    switch day {
    case .ofYear(let day): return newYear + Int64(day)
    case .withoutLeapDay(let day): return newYear + Int64(day - 1) + (day >= 60 && LocalTime.isLeap(year) ? 1 : 0)
    case .weekday(let month, let week, let weekday):
      let first = LocalTime.days(year: year, month: month, day: 1)
      // 1970-01-01 was a Thursday.
      let firstWeekday = Int(((first + 4) % 7 + 7) % 7)
      var day = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
      while day >= LocalTime.days(inMonth: month, of: year) { day -= 7 }
      return first + Int64(day)
    }
  }
}
