import Testing

@testable import BulkOnboarding

@Suite struct DecimalMarkTests {
  @Test(arguments: [
    ("1,5", "1.5"), ("-0,25", "-0.25"), ("1.234", "1234"), ("1.234,56", "1234.56"), ("12.345.678,9", "12345678.9"),
    ("1234,5", "1234.5"), ("-1.234,5", "-1234.5"), ("7", "7"),
  ]) func `A number with a comma is one`(text: String, number: String) {
    #expect(DecimalMark.number(withComma: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } == number)
  }

  @Test(arguments: [
    "1.5", "1.2345", "1234.567,8", ".234", "0.123", "01,5", ",5", "1,", "1,2,3", "1,2.345", "1,5e3", "1 234,5", "", "-",
    "1,-5", "1,5 ", "1/2", "--1,5",
  ]) func `Every other text is none`(text: String) {
    #expect(DecimalMark.number(withComma: Array(text.utf8)) == nil)
  }
}
