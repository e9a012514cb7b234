import Foundation
import Testing

@testable import Telemetry

/// The pages of metrics under `Config`, and what the table must keep to.
@Suite struct MetricReferenceTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Config")

  /// `WRITE_CONFIG=1 swift test --filter TelemetryTests` writes the files again instead of comparing them.
  private static func compare(_ name: String, _ text: String) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["WRITE_CONFIG"] != nil {
      try Data(text.utf8).write(to: file)
    } else {
      let current = try? String(contentsOf: file, encoding: .utf8)
      #expect(current == text, "Config/\(name) is stale: run WRITE_CONFIG=1 swift test --filter TelemetryTests")
    }
  }

  @Test func `The reference page has every metric`() throws {
    try Self.compare("metrics.md", Self.page)
  }

  @Test func `The file for the dashboard and the alert rules has every metric`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try Self.compare(
      "metrics.json", String(decoding: try encoder.encode(Metric.all.map(Row.init)), as: UTF8.self) + "\n")
  }

  @Test func `Names are unique, and say kind and unit as Prometheus asks for`() {
    #expect(Set(Metric.all.map(\.name)).count == Metric.all.count)
    for metric in Metric.all {
      #expect(metric.name.hasPrefix("customer_worker_") || metric.name.hasPrefix("process_"), "\(metric.name)")
      #expect(metric.name.hasSuffix("_total") == (metric.kind == .counter), "\(metric.name)")
      let base = metric.kind == .counter ? String(metric.name.dropLast("_total".count)) : metric.name
      for unit in ["seconds", "bytes"] {
        #expect(base.hasSuffix("_\(unit)") == (metric.unit?.rawValue == unit), "\(metric.name)")
      }
      #expect(metric.bounds.isEmpty == (metric.kind != .histogram), "\(metric.name)")
      #expect(metric.bounds == metric.bounds.sorted(), "\(metric.name)")
      #expect(metric.sentence.hasSuffix("."), "\(metric.name)")
    }
  }

  private struct Row: Encodable {
    struct Label: Encodable {
      var name: String
      var values: [String]
    }

    var name: String
    var type: String
    var unit: String?
    var labels: [Label]
    var sentence: String
    var openTelemetry: String?

    init(_ metric: Metric) {
      name = metric.name
      type = metric.kind.rawValue
      unit = metric.unit?.rawValue
      labels = metric.labels.map { Label(name: $0.name, values: $0.values) }
      sentence = metric.sentence
      openTelemetry = metric.openTelemetryName
    }
  }

  private static var page: String {
    let rows = Metric.all.map { metric in
      let labels = metric.labels.map { "`\($0.name)`: \($0.meaning)" }.joined(separator: "; ")
      let name = metric.openTelemetryName.map { "`\($0)`" } ?? ""
      return "| `\(metric.name)` | \(metric.kind.rawValue) | \(labels) | \(metric.sentence) | \(name) |"
    }
    return """
      # Metrics

      What `/metrics` exposes, in the text format of Prometheus. The names are the worker's own and stable; those of the process are
      the usual ones. The last column is the name by OpenTelemetry's semantic conventions, where there is one.

      Counters of results are added to when a transaction is committed, so their sums over all workers equal what the result topics
      hold. Every known value of a label is there from the start, at 0. A gauge of a partition has a sample only where the worker has
      the partition and the number is known: no sample is not 0. Histograms are classic ones; Prometheus makes native ones of them with
      `convert_classic_histograms_to_nhcb`.

      This page and `metrics.json` are made from the table `Sources/Telemetry/Metrics/Metric+Table.swift`.

      | Name | Type | Labels | Meaning | OpenTelemetry |
      | --- | --- | --- | --- | --- |
      \(rows.joined(separator: "\n"))

      """
  }
}
