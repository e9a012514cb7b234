import CustomerContract
import CustomerWorker
import Foundation
import Platform
import Settings
import Testing

@testable import StatusPort

/// The page of made-up workers.
@Suite struct StatusPageTests {
  private static func page(_ status: WorkerStatus, settings: [EffectiveValue] = []) -> String {
    StatusPage(status, settings: settings, now: MadeUpStatus.now, timestamp: MadeUpStatus.timestamp).text
  }

  private static func parse(_ status: WorkerStatus, settings: [EffectiveValue] = []) -> ParsedPage {
    ParsedPage(page(status, settings: settings))
  }

  private static let statuses = [
    MadeUpStatus.starting, MadeUpStatus.running(partitions: 0), MadeUpStatus.running(partitions: 1),
    MadeUpStatus.running(partitions: 64), MadeUpStatus.outage, MadeUpStatus.stopping, MadeUpStatus.ofAnEnemy,
  ]

  @Test(arguments: statuses.indices)
  func `A page is well-formed, and has nothing but text, tables and three links`(_ index: Int) {
    let page = Self.parse(Self.statuses[index])
    let known: Set = [
      "html", "head", "meta", "title", "style", "body", "main", "header", "h1", "h2", "p", "span", "ul", "li", "dl",
      "div",
      "dt", "dd", "b", "small", "section", "table", "thead", "tbody", "tr", "th", "td", "code", "footer", "a",
    ]
    #expect(page.elements.subtracting(known).isEmpty)
    #expect(!page.attributes.contains { $0.name.lowercased().hasPrefix("on") })
    #expect(Set(page.attributes.filter { $0.name == "href" }.map(\.value)) == ["/metrics", "/readyz", "/livez"])
    #expect(!page.attributes.contains { ["src", "action", "srcset"].contains($0.name) })
  }

  @Test func `Texts of settings, brokers and topics are shown as they are, and controls by their numbers`() throws {
    let settings = try WorkerSettings.load(
      flags: [("--kafka-group-id", "<i>&\"'"), ("--kafka-properties", "sasl.password=geheim")], environment: [:],
      file: nil)
    let page = Self.parse(MadeUpStatus.ofAnEnemy, settings: settings.effectiveValues)
    #expect(page.text.contains(#""'></code><script>alert(1)</script><!-- &amp; ]]> \u{1B}[31m\u{202E}\0\u{FFFF}ü"#))
    #expect(page.row("Setting", "kafka.groupId")?["Value"] == "<i>&\"'")
    #expect(page.row("Setting", "kafka.properties.sasl.password")?["Value"] == "(hidden)")
    #expect(!page.text.contains("geheim"))
    #expect(page.rows.count { $0["Setting"] != nil } == settings.effectiveValues.count)
  }

  @Test func `The page says in a word what the worker is, and why it is not ready`() {
    #expect(Self.parse(MadeUpStatus.starting).text.contains("Starting"))
    let ready = Self.parse(MadeUpStatus.running(partitions: 4))
    #expect(ready.text.contains("Ready") && !ready.elements.contains("ul"))
    let outage = Self.parse(MadeUpStatus.outage)
    #expect(outage.text.contains("Not ready") && outage.text.contains("no broker answers, for 31 s"))
    #expect(outage.text.contains("commit: Local: Timed out"))
    #expect(outage.totals["Waiting"] == "–")
    #expect(outage.text.contains("not known now"))
    #expect(Self.parse(MadeUpStatus.stopping).text.contains("Stopping"))
  }

  @Test func `Of many partitions the worst ten are shown, and the others in a line`() {
    var status = MadeUpStatus.running(partitions: 64)
    // Partition 20 is the eleventh of the first lane.
    status.lanes[0].partitions[10] = MadeUpStatus.behind(20, by: 1500, seconds: 12)
    status.lanes[0].partitions[11] = MadeUpStatus.behind(22, by: 30, seconds: 2)
    status.lanes[1].partitions[20] = MadeUpStatus.held(41)
    status.lanes[1].partitions[30] = MadeUpStatus.unstable(61)
    let page = Self.parse(status)
    let shown = page.rows.compactMap { $0["Partition"] }
    #expect(shown == ["41", "61", "20", "22", "0", "1", "2", "3", "4", "5"])
    #expect(page.row("Partition", "41")?["State"] == "held at offset 1000000, for 95 s")
    #expect(page.row("Partition", "41")?["Lane"] == "1")
    #expect(page.row("Partition", "61")?["State"] == "a producer's open transaction holds it back, for 35 s")
    #expect(page.row("Partition", "20")?["State"] == "behind")
    #expect(page.row("Partition", "20")?["Waiting"] == "1,500")
    #expect(page.row("Partition", "20")?["Oldest"] == "12 s")
    #expect(page.row("Partition", "0")?["State"] == "caught up")
    #expect(page.text.contains("54 more (6–19, 21, 23–40, 42–60, 62–63): all caught up"))
    #expect(page.totals["Waiting"] == "2,030")
    #expect(page.totals["Partitions"] == "64")
    #expect(page.text.contains("of 64, 1 held"))
  }

  @Test func `The line of the others sums them up`() {
    var status = MadeUpStatus.running(partitions: 0)
    status.lanes[0].partitions = (0..<13).map { MadeUpStatus.behind($0, by: 100, seconds: 20 - Int64($0)) }
    status.lanes[0].partitions[12].numbers = nil
    let page = Self.parse(status)
    #expect(page.rows.compactMap { $0["Partition"] }.first == "12")
    #expect(page.text.contains("3 more (9–11): 300 commands wait"))
    #expect(page.totals["Waiting"] == "≥ 1,200")
    #expect(page.text.contains("not known of 1 partition"))
  }

  @Test func `Old numbers of a partition are told from none`() {
    var status = MadeUpStatus.outage
    #expect(Self.parse(status).row("Partition", "1")?["State"] == "its last numbers are 31 s old")
    for lane in status.lanes.indices {
      for index in status.lanes[lane].partitions.indices { status.lanes[lane].partitions[index].numbers?.freshAt = nil }
    }
    status.lanes[0].partitions[0].numbers = nil
    let page = Self.parse(status)
    #expect(page.rows.compactMap { $0["State"] } == Array(repeating: "no numbers yet", count: 4))
    #expect(page.text.contains("not known yet"))
  }

  @Test func `Rejections come by their first error, the most frequent first`() {
    var status = MadeUpStatus.running(partitions: 2)
    MadeUpStatus.reject(500_000, .invalidType, &status.lanes[0])
    let page = Self.parse(status)
    #expect(page.rows.compactMap { $0["Code"] } == ["invalid_type", "required"])
    #expect(page.row("Code", "required")?["As first error"] == "222,000")
    #expect(page.row("Code", "required")?["As any error"] == "222,002")
    #expect(page.row("Code", "invalid_type")?["Share"] == "69.3 %")
    #expect(page.totals["Rejected"] == "722,000")
  }

  @Test func `The page and the metrics of one moment have the same numbers`() {
    var status = MadeUpStatus.running(partitions: 9)
    status.lanes[0].partitions[1] = MadeUpStatus.behind(2, by: 1500, seconds: 12)
    status.lanes[1].partitions[0] = MadeUpStatus.held(1)
    MadeUpStatus.reject(7, .notJSON, &status.lanes[1])
    let page = Self.parse(status)
    let metrics = MetricsPage.text(
      of: status, process: .current, now: MadeUpStatus.now, timestamp: MadeUpStatus.timestamp
    ).split(separator: "\n")
    /// The sum of a family's samples.
    func metric(_ name: String, _ label: String = "") -> Int? {
      let samples = metrics.filter {
        $0.hasPrefix(name + (label.isEmpty ? " " : "{")) && (label.isEmpty || $0.contains(label))
      }
      let values = samples.compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }
      return values.isEmpty ? nil : Int(values.reduce(0, +))
    }
    func number(_ text: String?) -> Int? { text.flatMap { Int($0.replacing(",", with: "")) } }

    #expect(number(page.totals["Accepted"]) == metric("customer_worker_accepted_total"))
    #expect(number(page.totals["Rejected"]) == metric("customer_worker_rejected_total", "code="))
    #expect(number(page.totals["Waiting"]) == metric("customer_worker_waiting_records", "partition="))
    #expect(number(page.totals["Partitions"]) == metric("customer_worker_partitions_owned"))
    for partition in 0..<9 {
      let waiting = metric("customer_worker_waiting_records", "partition=\"\(partition)\"")
      #expect(number(page.row("Partition", "\(partition)")?["Waiting"]) == waiting)
    }
    for code in [ErrorCode.required, .notJSON] {
      let row = page.row("Code", code.rawValue)
      #expect(number(row?["As first error"]) == metric("customer_worker_rejected_total", "code=\"\(code.rawValue)\""))
      #expect(number(row?["As any error"]) == metric("customer_worker_errors_total", "code=\"\(code.rawValue)\""))
    }
    let committed = page.rows.compactMap { number($0["Committed"]) }.reduce(0, +)
    #expect(committed == metric("customer_worker_transactions_total", "committed"))
  }
}
