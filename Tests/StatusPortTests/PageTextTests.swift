import Testing

@testable import StatusPort

@Suite struct PageTextTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567"), (Int64.min, "-9,223,372,036,854,775,808"),
  ])
  func `Figures are grouped`(number: Int64, text: String) {
    #expect(PageText.count(number) == text)
  }

  @Test(arguments: [
    (-5, "0.0 s"), (340, "0.3 s"), (9_999, "10.0 s"), (35_000, "35 s"), (119_999, "119 s"), (720_000, "12 min"),
    (11_520_000, "3 h 12 min"), (439_200_000, "5 d 2 h"),
  ])
  func `A duration has one or two units`(milliseconds: Int64, text: String) {
    #expect(PageText.duration(milliseconds: milliseconds) == text)
  }

  @Test(arguments: [
    (0, "0"), (0.26, "0.3"), (9.94, "9.9"), (9.96, "10"), (41_234.4, "41,234"), (Double.nan, "0"), (-1, "0"),
    (.infinity, "0"),
  ])
  func `A rate is as exact as it is small`(rate: Double, text: String) {
    #expect(PageText.rate(rate) == text)
  }

  @Test func `A share of nothing is no number`() {
    #expect(PageText.share(1, of: 8) == "12.5 %")
    #expect(PageText.share(0, of: 0) == "")
  }

  @Test func `Numbers in a row are drawn together`() {
    #expect(PageText.ranges([3, 1, 2, 7, 9, 10]) == "1–3, 7, 9–10")
  }

  @Test func `A time is that of UTC`() {
    #expect(PageText.time(1_764_473_431_000) == "2025-11-30 03:30:31 UTC")
  }
}
