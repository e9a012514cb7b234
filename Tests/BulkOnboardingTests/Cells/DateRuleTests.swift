import Testing

@testable import BulkOnboarding

/// The dates of a zone's rules; `Tests/Import/judge_dates.py` holds them against another program's for every zone.
@Suite struct DateRuleTests {
  private static let pattern = "dd.MM.yyyy HH:mm"

  private func dateTime(_ text: String, _ zone: TimeZoneRules, pattern: String = pattern) throws -> String? {
    let rule = DateRule(pattern: try DatePattern(pattern), timeZone: zone)
    return rule.dateTime(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// A zone of a rule alone, as a file of the database without transitions.
  private func zone(_ rule: String, transitions: [TimeZoneRules.Transition] = []) throws -> TimeZoneRules {
    let rule = try #require(PosixTimeZone(rule))
    return TimeZoneRules(name: "Test/Zone", firstOffset: 3208, transitions: transitions, rule: rule)
  }

  private var berlin: TimeZoneRules {
    get throws { try zone("CET-1CEST,M3.5.0,M10.5.0/3", transitions: [.init(at: -2_422_054_408, offset: 3600)]) }
  }

  @Test(arguments: [
    ("31.12.2024 00:00", "2024-12-31T00:00:00+01:00"), ("01.07.2024 09:30", "2024-07-01T09:30:00+02:00"),
    ("31.03.2024 01:59", "2024-03-31T01:59:00+01:00"), ("31.03.2024 02:00", nil), ("31.03.2024 02:59", nil),
    ("31.03.2024 03:00", "2024-03-31T03:00:00+02:00"), ("27.10.2024 01:59", "2024-10-27T01:59:00+02:00"),
    ("27.10.2024 02:00", nil), ("27.10.2024 02:59", nil), ("27.10.2024 03:00", "2024-10-27T03:00:00+01:00"),
    ("01.07.9999 00:00", "9999-07-01T00:00:00+02:00"), ("yesterday", nil),
  ]) func `A time that the clocks skip or show twice is none`(text: String, expected: String?) throws {
    #expect(try dateTime(text, try berlin) == expected)
  }

  @Test func `A time before there were zones is told in UTC, since its offset has seconds`() throws {
    #expect(try dateTime("01.01.1890 00:00", try berlin) == "1889-12-31T23:06:32.000Z")
  }

  @Test func `In the south summer goes on past the new year`() throws {
    let sydney = try zone("AEST-10AEDT,M10.1.0,M4.1.0/3")
    #expect(try dateTime("01.01.2024 00:00", sydney) == "2024-01-01T00:00:00+11:00")
    #expect(try dateTime("07.04.2024 02:30", sydney) == nil)
    #expect(try dateTime("06.10.2024 02:30", sydney) == nil)
    #expect(try dateTime("01.07.2024 00:00", sydney) == "2024-07-01T00:00:00+10:00")
  }

  @Test func `A zone may be behind UTC and change at another hour than two`() throws {
    let godthab = try zone("<-02>2<-01>,M3.5.0/-1,M10.5.0/0")
    #expect(try dateTime("30.03.2024 22:59", godthab) == "2024-03-30T22:59:00-02:00")
    #expect(try dateTime("30.03.2024 23:30", godthab) == nil)
    #expect(try dateTime("31.03.2024 00:00", godthab) == "2024-03-31T00:00:00-01:00")
  }

  @Test func `UTC needs no database, and is written as Z`() throws {
    let utc = try TimeZoneDatabase("/nonexistent").rules(of: "UTC")
    #expect(try dateTime("29.02.2024 12:00", utc) == "2024-02-29T12:00:00Z")
  }

  @Test(arguments: ["", "CET", "CE-1", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M1.1.0", "CET-1x", "<C-1"])
  func `A text that is no rule of POSIX is refused`(text: String) {
    #expect(PosixTimeZone(text) == nil)
  }

  @Test func `Days of a rule are counted with and without the leap day`() {
    let midnight = { (day: YearlyMoment.Day, year: Int) in YearlyMoment(day: day, time: 0).seconds(in: year) / 86_400 }
    let first = LocalTime.days(year: 2024, month: 1, day: 1)
    #expect(midnight(.ofYear(59), 2024) == first + 59)
    #expect(midnight(.withoutLeapDay(59), 2024) == first + 58)
    #expect(midnight(.withoutLeapDay(60), 2024) == first + 60)
    #expect(midnight(.weekday(month: 2, week: 5, weekday: 4), 2024) == first + 31 + 28)
  }
}
