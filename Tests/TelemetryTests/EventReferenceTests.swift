import Foundation
import Testing

@testable import Telemetry

/// The table of events in `Sources/Telemetry/README.md`.
@Suite struct EventReferenceTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources/Telemetry")

  /// One of each kind, in the order of their names; two where the level depends on what happened.
  private static let events: [any Event] = [
    BatchUnreadable(lane: 0, partition: 0, offset: 0, reason: "…", isFinal: false),
    BatchUnreadable(lane: 0, partition: 0, offset: 0, reason: "…", isFinal: true),
    CallFailed(lane: 0, call: "commit", reason: "…"), CallHung(lane: 0, call: "…", milliseconds: 60_000),
    CommandsLost(lane: 0, topic: "…", partition: 0, count: 1, offset: 1), ConsumerRenewed(lane: 0),
    HTTPDelayed(address: "…", reason: "…"), HTTPGivenUp(address: "…", reason: "…", isEnd: false),
    HTTPGivenUp(address: "…", reason: "…", isEnd: true), HTTPListening(address: "…"),
    HTTPTrouble(problem: "…", isFatal: false), HTTPTrouble(problem: "…", isFatal: true),
    LibraryLogged(severity: 3, facility: "FAIL", message: "…", client: "…"), LogLinesDropped(count: 1),
    PartitionsAssigned(lane: 0, partitions: "0"), PartitionsRevoked(lane: 0, partitions: "0", areLost: false),
    PartitionResumed(lane: 0, partition: 0, offset: 0), PartitionsUnowned(lane: 0, partitions: "0"),
    ProducerRenewed(lane: 0, reason: "…"),
    ResultLimitUnknown(topic: "…", reason: "…"), ResultRefused(lane: 0, count: 1, areKnown: true),
    SettingWarned(key: "…", problem: "…", remedy: "…"), StartDelayed(reason: "…"),
    TransactionAborted(lane: 0, reason: "…", records: 1),
    WorkDone(milliseconds: 60_000, accepted: 1, rejected: 0, waiting: 0, oldestMilliseconds: 0, port: "off"),
    WorkerStarted(lanes: 1, group: "…", commands: "…", partitions: 1, librdkafka: "…"),
    WorkerStopped(accepted: 1, rejected: 0, reason: "…", wasAsked: true),
    WorkerStopped(accepted: 1, rejected: 0, reason: "…", wasAsked: false),
  ]

  /// `WRITE_CONFIG=1 swift test --filter TelemetryTests` writes the table instead of comparing it.
  @Test func `The page of this target has every event with its level, its fields and what to do`() throws {
    let file = Self.folder.appending(path: "README.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(page.range(of: "<!-- generated: events -->\n"))
    let end = try #require(page.range(of: "\n<!-- end: events -->"))
    let text = page[..<start.upperBound] + Self.table + page[end.lowerBound...]
    if ProcessInfo.processInfo.environment["WRITE_CONFIG"] != nil {
      try Data(text.utf8).write(to: file)
    } else {
      #expect(
        page == text, "Sources/Telemetry/README.md is stale: run WRITE_CONFIG=1 swift test --filter TelemetryTests")
    }
  }

  @Test func `Every type of event is in the table`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: "Events").path)
    let types = Set(files.map { $0.replacing(".swift", with: "") })
    #expect(types == Set(Self.events.map { "\(type(of: $0))" }))
  }

  private static var table: String {
    var rows: [String: (levels: [String], fields: String, advice: String)] = [:]
    for event in events {
      let kind = type(of: event)
      let level = kind == LibraryLogged.self ? "as the library says" : event.level.rawValue
      let fields = event.fields.map { "`\($0.name)`" }.joined(separator: ", ")
      rows[kind.name, default: ([], fields, kind.advice)].levels.append(level)
    }
    let lines = rows.sorted { $0.key < $1.key }.map { name, row in
      "| `\(name)` | \(row.levels.joined(separator: " or ")) | \(row.fields) | \(row.advice) |"
    }
    return (["| event | level | fields | what to do |", "| --- | --- | --- | --- |"] + lines).joined(separator: "\n")
  }
}
