import Testing

@testable import CustomerWorkerCLI

@Suite struct DecisionRateTests {
  @Test func `The rate counts from the first row that is sent`() {
    var rate = DecisionRate()
    rate.counted(answered: 0, sent: 0, now: 0)
    rate.counted(answered: 0, sent: 0, now: 4000)
    #expect(rate.perSecond == nil)
    rate.counted(answered: 0, sent: 100, now: 5000)
    rate.counted(answered: 300, sent: 500, now: 5500)
    #expect(rate.perSecond == 600 && rate.milliseconds == 500)
  }

  @Test func `Results that a resumed run reads again are no rate of the workers`() {
    var rate = DecisionRate()
    rate.counted(answered: 0, sent: 10_000, now: 0)
    rate.counted(answered: 9000, sent: 10_500, now: 100)
    #expect(rate.perSecond == nil)
    rate.counted(answered: 10_000, sent: 10_500, now: 200)
    rate.counted(answered: 10_100, sent: 10_500, now: 1200)
    #expect(rate.perSecond == 100)
  }
}
