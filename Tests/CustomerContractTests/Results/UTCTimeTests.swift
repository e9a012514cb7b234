import Testing

@testable import CustomerContract

@Suite struct UTCTimeTests {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (1_700_000_000_123, "2023-11-14T22:13:20.123Z"),
      (951_782_400_000, "2000-02-29T00:00:00.000Z"), (1_709_164_799_999, "2024-02-28T23:59:59.999Z"),
      (-1, "1970-01-01T00:00:00.000Z"),
    ] as [(Int64, String)])
  func `a moment is written as RFC 3339 has it`(_ milliseconds: Int64, _ text: String) {
    #expect(UTCTime(milliseconds: milliseconds).text == text)
    withPadded(Array(text.utf8)) { #expect(DateTime.isValid($0)) }
  }
}
