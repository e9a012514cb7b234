import CustomerWorker
import Platform
import Settings
import Testing

@testable import CustomerWorkerCLI

@Suite struct ServiceReportTests {
  private static let now: Int64 = 10_000_000

  private static func status(_ phase: WorkerStatus.Phase) -> WorkerStatus {
    var status = WorkerStatus(settings: WorkerSettings(), version: "0", startedTimestamp: 0)
    status.phase = phase
    return status
  }

  /// A worker that runs, with partitions 0 and 1.
  private static func running(waiting: Int64 = 0) -> WorkerStatus {
    var status = status(.running)
    var lane = LaneStatus(number: 0)
    lane.hasBeenAssigned = true
    lane.brokerReceivedAt = now
    lane.partitions = (Int32(0)..<2).map { number in
      var partition = PartitionStatus(number, assignedAt: now)
      partition.next = 100
      partition.numbers = PartitionNumbers(
        lastStableOffset: 100 + waiting, highOffset: 100 + waiting, appOffset: 100, at: now, freshAt: now,
        waitingSince: waiting > 0 ? now : nil)
      return partition
    }
    status.lanes = [lane]
    status.rates.accepted = 41_000.4
    status.rates.rejected = 12.2
    return status
  }

  @Test func `A start takes more time as long as it reports, and is ready once`() {
    var report = ServiceReport()
    #expect(
      report.messages(for: Self.status(.starting(problem: "no broker")), now: Self.now)
        == [.extendTimeout(milliseconds: 30_000), .watchdog, .status("starting: no broker")])
    #expect(
      report.messages(for: Self.status(.starting(problem: "no broker")), now: Self.now)
        == [.extendTimeout(milliseconds: 30_000), .watchdog])
    #expect(
      report.messages(for: Self.running(), now: Self.now)
        == [.ready, .watchdog, .status("2 partitions, 0 commands waiting, 41,013 results/s")])
    #expect(report.messages(for: Self.running(), now: Self.now) == [.watchdog])
  }

  @Test func `The line says what waits, what is wrong, and nothing that is not known`() {
    var report = ServiceReport()
    #expect(
      report.messages(for: Self.running(waiting: 600), now: Self.now).last
        == .status("2 partitions, 1,200 commands waiting, 41,013 results/s"))
    var unknown = Self.running()
    unknown.lanes[0].partitions[1].numbers = nil
    #expect(
      report.messages(for: unknown, now: Self.now).last
        == .status("2 partitions, an unknown number of commands waiting, 41,013 results/s"))
    var held = Self.running()
    for index in 0..<2 {
      held.lanes[0].partitions[index].block = .held
      held.lanes[0].partitions[index].blockedSince = Self.now - 5000
    }
    #expect(
      report.messages(for: held, now: Self.now)
        == [.watchdog, .status("lane 0, partition 0: held at offset 100, and 1 more")])
    #expect(report.messages(for: held, now: Self.now + 1000) == [.watchdog])
  }

  @Test func `A worker whose lane is wedged says nothing that keeps it alive, and asks for no more time`() {
    var wedged = Self.running()
    wedged.lanes[0].silentMilliseconds = 76_000
    wedged.lanes[0].hasBeenAssigned = false
    var report = ServiceReport()
    #expect(
      report.messages(for: wedged, now: Self.now)
        == [.status("lane 0: its thread has not moved for 76 s, and 1 more")])
  }

  @Test func `The end is reported once, with its reason`() {
    var report = ServiceReport()
    _ = report.messages(for: Self.running(), now: Self.now)
    let stopping = Self.status(.stopping(reason: "asked to stop"))
    #expect(
      report.messages(for: stopping, now: Self.now) == [.stopping, .watchdog, .status("stopping: asked to stop")])
    #expect(report.messages(for: stopping, now: Self.now) == [.watchdog])
  }
}
