import CustomerContract
import CustomerWorker
import Platform
import Settings
import Telemetry
import Testing

@testable import StatusPort

/// `/metrics`, from a status alone.
@Suite struct MetricsPageTests {
  private static let now: Int64 = 1_000_000
  private static let timestamp: Int64 = 1_764_473_431_000

  /// A worker with a lane whose partition 3 is in the middle of its work.
  private static var status: WorkerStatus {
    var status = WorkerStatus(settings: WorkerSettings(), version: "1.2.3", startedTimestamp: timestamp - 60_000)
    status.phase = .running
    status.commandPartitions = 8
    status.certificates = [CertificateExpiry(.client, timestampSeconds: 1_800_000_000)]
    var lane = LaneStatus(number: 0)
    lane.hasBeenAssigned = true
    lane.brokerReceivedAt = now - 100
    var partition = PartitionStatus(3, assignedAt: now - 50_000)
    partition.next = 40
    partition.committedTimestamp = timestamp - 1500
    partition.numbers = PartitionNumbers(
      lastStableOffset: 42, highOffset: 50, appOffset: 40, at: now - 1000, freshAt: now - 1000,
      waitingSince: now - 6000, unstableSince: now - 11_000)
    lane.partitions = [partition]
    status.lanes = [lane]
    return status
  }

  private static func page(_ status: WorkerStatus) -> String {
    MetricsPage.text(of: status, process: .current, now: now, timestamp: timestamp)
  }

  /// The value of a sample; nil when there is no such line.
  private static func value(_ sample: String, in page: String) -> String? {
    page.split(separator: "\n").first { $0.hasPrefix("\(sample) ") }.map { String($0.dropFirst(sample.count + 1)) }
  }

  @Test func `Every metric of the table has its family, once and in the table's order`() {
    let families = Self.page(Self.status).split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }
    #expect(families.map { String($0) } == Metric.all.map { "# TYPE \($0.name) \($0.kind.rawValue)" })
  }

  @Test func `Every known label value is there from the start, at 0`() {
    let page = Self.page(Self.status)
    for code in ErrorCode.allCases {
      #expect(Self.value("customer_worker_rejected_total{code=\"\(code.rawValue)\"}", in: page) == "0")
      #expect(Self.value("customer_worker_errors_total{code=\"\(code.rawValue)\"}", in: page) == "0")
    }
    for metric in Metric.all {
      for label in metric.labels {
        for value in label.values {
          #expect(page.contains("\n\(metric.name){\(label.name)=\"\(value)\"} 0\n"), "\(metric.name) \(value)")
        }
      }
    }
  }

  @Test func `A partition's gauges are what its lane and the statistics say`() {
    let page = Self.page(Self.status)
    #expect(Self.value(#"customer_worker_waiting_records{partition="3"}"#, in: page) == "2")
    #expect(Self.value(#"customer_worker_waiting_seconds{partition="3"}"#, in: page) == "6")
    #expect(Self.value(#"customer_worker_unstable_seconds{partition="3"}"#, in: page) == "11")
    #expect(
      Self.value(#"customer_worker_last_commit_timestamp_seconds{partition="3"}"#, in: page) == "1764473429.5")
    #expect(Self.value("customer_worker_partitions_owned", in: page) == "1")
    #expect(Self.value("customer_worker_command_partitions", in: page) == "8")
    #expect(Self.value("customer_worker_ready", in: page) == "1")
  }

  @Test func `Numbers that are not fresh are left out, and are never 0`() {
    var status = Self.status
    status.lanes[0].partitions[0].numbers?.at = Self.now - 15_000
    status.lanes[0].partitions[0].numbers?.freshAt = Self.now - 15_000
    let page = Self.page(status)
    for name in ["waiting_records", "waiting_seconds", "unstable_seconds"] {
      #expect(!page.contains("customer_worker_\(name){"))
    }
    #expect(page.contains("customer_worker_last_commit_timestamp_seconds{"))
  }

  @Test func `A partition that was given up is gone`() {
    var status = Self.status
    status.lanes[0].partitions = []
    let page = Self.page(status)
    #expect(!page.contains("partition="))
    #expect(Self.value("customer_worker_partitions_owned", in: page) == "0")
  }

  @Test func `The process shows what it uses`() throws {
    let page = Self.page(Self.status)
    for name in ["process_resident_memory_bytes", "process_open_fds", "process_threads", "process_max_fds"] {
      #expect(try #require(Double(Self.value(name, in: page) ?? "")) > 0, "\(name)")
    }
    #expect(Self.value("process_start_time_seconds", in: page) == "1764473371")
  }
}
