import Testing

@testable import BulkOnboarding

@Suite struct DatePatternTests {
  private func read(_ pattern: String, _ text: String) throws -> LocalTime? {
    try DatePattern(pattern).read(Array(text.utf8))
  }

  @Test(arguments: [
    ("dd/MM/yyyy", "31/12/2024", LocalTime(year: 2024, month: 12, day: 31)),
    ("MM/dd/yyyy", "2/29/2024", LocalTime(year: 2024, month: 2, day: 29)),
    ("dd.MM.yyyy HH:mm", "1.2.2024 7:05", LocalTime(year: 2024, month: 2, day: 1, hour: 7, minute: 5)),
    (
      "yyyyMMddTHHmmss", "20240131T235959",
      LocalTime(year: 2024, month: 1, day: 31, hour: 23, minute: 59, second: 59)
    ),
    ("yyyy年MM月dd日", "2024年1月5日", LocalTime(year: 2024, month: 1, day: 5)),
  ]) func `A text of the pattern is a date`(pattern: String, text: String, expected: LocalTime?) throws {
    #expect(expected != nil)
    #expect(try read(pattern, text) == expected)
  }

  @Test(arguments: [
    ("dd/MM/yyyy", "31/02/2024"), ("dd/MM/yyyy", "29/02/2023"), ("dd/MM/yyyy", "12/31/2024"),
    ("dd/MM/yyyy", "31/12/24"), ("dd/MM/yyyy", " 31/12/2024"), ("dd/MM/yyyy", "31/12/2024 "),
    ("dd/MM/yyyy", "31-12-2024"), ("dd/MM/yyyy", "01/01/0000"), ("dd/MM/yyyy", ""), ("dd/MM/yyyy", "3١/12/2024"),
    ("dd/MM/yyyy HH:mm", "31/12/2024 24:00"), ("dd/MM/yyyy HH:mm", "31/12/2024 12:60"),
    ("dd/MM/yyyy HH:mm", "31/12/2024 12:5"), ("dd/MM/yyyy HH:mm:ss", "31/12/2024 23:59:60"),
    ("yyyyMMdd", "2024111"), ("yyyyMMdd", "202411111"),
  ]) func `Every other text is none`(pattern: String, text: String) throws {
    #expect(try read(pattern, text) == nil)
  }

  @Test(arguments: [
    ("dd/MM", DatePatternError.missing("yyyy")), ("", .missing("yyyy")), ("dd/MM/yyyy mm", .missing("HH")),
    ("dd/MM/yyyy HH:ss", .missing("mm")), ("dd/dd/MM/yyyy", .repeated("dd")), ("dd MMM yyyy", .unknown("MMM")),
    ("d/MM/yyyy", .unknown("d")), ("dd/MM/yy", .unknown("yy")), ("DD/MM/yyyy", .unknown("DD")),
    ("20yy-MM-dd", .unknown("2")), ("dd/MM/yyyyTT", .unknown("TT")),
  ]) func `A pattern that says too little or too much is refused`(text: String, error: DatePatternError) {
    #expect(throws: error) { try DatePattern(text) }
  }

  @Test func `The message of an error says what a pattern is made of`() {
    #expect(
      DatePatternError.unknown("MMM").message { $0 }
        == #"has "MMM", and a pattern is made of yyyy, MM, dd, HH, mm and ss"#)
    #expect(DatePatternError.missing("yyyy").message { $0 } == "has no yyyy")
    #expect(DatePatternError.repeated("dd").message { $0 } == "has dd twice")
  }

  @Test func `Seconds are those of the calendar`() throws {
    #expect(LocalTime(year: 1970, month: 1, day: 1)?.seconds == 0)
    #expect(LocalTime(year: 2000, month: 3, day: 1)?.seconds == 951_868_800)
    #expect(LocalTime(year: 1, month: 1, day: 1)?.seconds == -62_135_596_800)
    #expect(LocalTime(year: 9999, month: 12, day: 31, hour: 23, minute: 59, second: 59)?.seconds == 253_402_300_799)
  }
}
