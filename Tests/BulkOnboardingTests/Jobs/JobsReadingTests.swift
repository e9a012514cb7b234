import Testing

@testable import BulkOnboarding

@Suite struct JobsReadingTests {
  @Test func `The topic is read when its end is at the watermark`() {
    var reading = JobsReading(high: 7, now: 0)
    #expect(reading.next(now: 0) == .readOn)
    reading.partitionEnded(at: 5)
    #expect(reading.next(now: 500) == .readOn)
    #expect(reading.next(now: 2000) == .waitForTransaction(milliseconds: 2000))
    reading.partitionEnded(at: 7)
    #expect(reading.next(now: 2000) == .complete)
  }

  @Test func `Records that come are not a wait`() {
    var reading = JobsReading(high: 7, now: 0)
    reading.recordRead(now: 59_000)
    reading.partitionEnded(at: 5)
    #expect(reading.next(now: 61_000) == .waitForTransaction(milliseconds: 2000))
    #expect(reading.next(now: 119_000) == .stuck)
  }

  @Test func `An outage is no open transaction`() {
    var reading = JobsReading(high: 7, now: 0)
    #expect(reading.next(now: 59_999) == .readOn)
    #expect(reading.next(now: 60_000) == .unanswered)
    reading.partitionEnded(at: 5)
    // What follows the end has to come to an end too.
    reading.recordRead(now: 61_000)
    #expect(reading.next(now: 63_000) == .readOn)
    #expect(reading.next(now: 121_000) == .unanswered)
  }

  @Test func `Without a watermark the first end is enough`() {
    var reading = JobsReading(high: nil, now: 0)
    #expect(reading.next(now: 0) == .readOn)
    reading.partitionEnded(at: 0)
    #expect(reading.next(now: 0) == .complete)
  }
}
