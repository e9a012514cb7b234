import CustomerContract
import Settings
import Telemetry
import Testing

@testable import CustomerWorker

/// The line of the log that sums up, and the rates of the status page. Times are in milliseconds.
@Suite struct WorkSummaryTests {
  private static func status(accepted: Int = 0, waiting: Int64 = 0) -> WorkerStatus {
    var status = WorkerStatus(settings: WorkerSettings(), version: "0", startedTimestamp: 0)
    var lane = LaneStatus(number: 0)
    lane.counters.accepted = accepted
    var partition = PartitionStatus(0, assignedAt: 0)
    partition.next = 10
    partition.numbers = PartitionNumbers(
      lastStableOffset: 10 + waiting, highOffset: 10 + waiting, appOffset: 10, at: 60_000, freshAt: 60_000,
      waitingSince: waiting > 0 ? 58_000 : nil)
    lane.partitions = [partition]
    status.lanes = [lane]
    status.port = "127.0.0.1:8464"
    return status
  }

  @Test func `It says what was done since the last line, what waits, and where the port is`() throws {
    var summary = WorkSummary(seconds: 60)
    #expect(summary.isDue(now: 0))
    let first = summary.take(Self.status(accepted: 5), now: 0)
    #expect(first?.message == nil)
    #expect(!summary.isDue(now: 59_999))
    #expect(summary.isDue(now: 60_000))
    let line = summary.take(Self.status(accepted: 125, waiting: 7), now: 60_000)
    #expect(
      line?.message
        == "120 accepted and 0 rejected in 60 s, 2 a second; 7 waiting, the oldest for 2 s; http 127.0.0.1:8464")
  }

  @Test func `It is silent when nothing was done and nothing waits, and not when commands wait`() {
    var summary = WorkSummary(seconds: 60)
    _ = summary.take(Self.status(accepted: 5), now: 0)
    let idle = summary.take(Self.status(accepted: 5), now: 60_000)
    #expect(idle?.message == nil)
    let waiting = summary.take(Self.status(accepted: 5, waiting: 1), now: 61_000)
    #expect(waiting != nil)
  }

  @Test func `With 0 seconds there is none`() {
    #expect(!WorkSummary(seconds: 0).isDue(now: 1_000_000))
  }

  @Test func `Rates are those of the last minute`() {
    var meter = RateMeter()
    let first = meter.measure(accepted: 0, rejected: 0, now: 0)
    #expect(first == ResultRates())
    let early = meter.measure(accepted: 1000, rejected: 50, now: 5_000)
    #expect(early.accepted == 200)
    for second in 2...20 { _ = meter.measure(accepted: 1000, rejected: 50, now: Int64(second) * 5_000) }
    let rates = meter.measure(accepted: 1060, rejected: 56, now: 105_000)
    #expect(rates.accepted == 1 && rates.rejected == 0.1)
  }
}
