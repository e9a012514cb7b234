import SeededRandomness
import Testing

@testable import BulkOnboarding

@Suite struct JobRecordTests {
  private let run = JobRun(id: "r1", host: "h", startedAt: 1)

  private var opened: JobOpened {
    let topic = JobTopic(name: "t", startOffsets: [4, 5])
    return JobOpened(
      run: run, file: JobFile(name: "c.csv", bytes: 9, digest: "d", rows: 3, lastRow: 4), reading: ModelFile.plan,
      commands: topic, accepted: topic, rejected: topic, workspace: nil, group: "g", again: false)
  }

  @Test func `What is written is read again`() throws {
    let position = SentPosition(row: 3, sent: 2, blank: 1, unreadable: 0, byteOffset: 7, digest: "p")
    let records: [JobRecord] = [
      .opened(opened),
      .progress(JobProgress(run: run, position: position, lastOffsets: [7, -1], isComplete: false)),
      .done(JobDone(state: .finished, run: run, at: 2, account: JobAccount())),
    ]
    for record in records { #expect(try JobRecord(record.kind, value: record.value) == record) }
  }

  /// A plan that converts cells, as it stands in the jobs topic.
  private func converting() throws -> ImportPlan {
    let folder = try TestFolder()
    let columns = ColumnOptions(
      dates: DateRule(
        pattern: try DatePattern("dd.MM.yyyy"), timeZone: try TimeZoneDatabase().rules(of: "Europe/Berlin")),
      decimal: .comma, values: [.init(name: "customerType", text: "Kunde", value: "active")])
    let file = try ImportFile(path: folder.write("c.csv", "legalName,customerType,customerSince\n"))
    return try ImportPlan(file, ImportOptions(columns: columns))
  }

  @Test func `The rules for cells are in the record, with those of the time zone`() throws {
    var converted = opened
    converted.reading = try converting()
    #expect(converted.reading.columns?.cells?.dates?.timeZone.transitions.isEmpty == false)
    #expect(try JobRecord(.opened, value: JobRecord.opened(converted).value) == .opened(converted))
  }

  @Test(arguments: [
    // As if a program that knows no rules had written it.
    (#""encodingVersion":2"#, #""encodingVersion":1"#), (#""values":{"1""#, #""values":{"7""#),
    (#""firstOffset":3208"#, #""firstOffset":9000000000000000000"#), ("CET-1CEST,M3.5.0", "CET-1CEST,M3"),
    ("dd.MM.yyyy", "dd.MM"),
  ]) func `Rules that no import has written make a record unreadable`(_ old: String, _ new: String) throws {
    var converted = opened
    converted.reading = try converting()
    let text = String(decoding: JobRecord.opened(converted).value, as: UTF8.self)
    #expect(text.contains(old))
    let spoiled = Array(text.replacing(old, with: new).utf8)
    #expect(throws: JobRecordError.unreadable) { try JobRecord(.opened, value: spoiled) }
  }

  @Test func `Members that are not known are not looked at`() throws {
    var text = String(decoding: JobRecord.opened(opened).value, as: UTF8.self)
    text.insert(contentsOf: #""later":{"a":[1]},"#, at: text.index(after: text.startIndex))
    #expect(try JobRecord(.opened, value: Array(text.utf8)) == .opened(opened))
  }

  @Test func `A newer version and a foreign text are refused, each by its name`() {
    #expect(throws: JobRecordError.newer(version: 2)) { try JobRecord(.done, value: Array(#"{"version":2}"#.utf8)) }
    #expect(throws: JobRecordError.unreadable) { try JobRecord(.done, value: Array("[]".utf8)) }
    #expect(throws: JobRecordError.unreadable) { try JobRecord(.done, value: Array(#"{"version":1}"#.utf8)) }
  }

  @Test(arguments: [
    (#""lastRow":4"#, #""lastRow":-8"#), (#""lastRow":4"#, #""lastRow":9000000000000000000"#),
    (#""startedAt":1"#, #""startedAt":-9223372036854775808"#), (#""rows":3"#, #""rows":9000000000000000000"#),
    (#""startOffsets":[4,5]"#, #""startOffsets":[-9223372036854775808]"#),
  ])
  func `A number that no import has written makes a record unreadable`(_ old: String, _ new: String) {
    let text = String(decoding: JobRecord.opened(opened).value, as: UTF8.self)
    #expect(text.contains(old))
    let spoiled = Array(text.replacing(old, with: new).utf8)
    #expect(throws: JobRecordError.unreadable) { try JobRecord(.opened, value: spoiled) }
  }

  @Test func `A record that cannot be read is one until the next of its kind`() throws {
    let name = try #require(JobName("a"))
    var jobs = Jobs()
    jobs.apply(key: JobRecord.key(of: name, .opened), value: Array("{}".utf8), offset: 1)
    #expect(jobs.unreadableRecord(of: name) == .unreadable)
    jobs.apply(key: JobRecord.key(of: name, .done), value: nil, offset: 2)
    #expect(jobs.unreadableRecord(of: name) == .unreadable)
    jobs.apply(key: JobRecord.key(of: name, .opened), value: JobRecord.opened(opened).value, offset: 3)
    #expect(jobs.unreadableRecord(of: name) == nil)
  }

  @Test func `A job with a record that cannot be read is not taken for none`() throws {
    let name = try #require(JobName("a"))
    var jobs = Jobs()
    #expect(try jobs.readable(name) == nil)
    jobs.apply(key: JobRecord.key(of: name, .opened), value: Array(#"{"version":2}"#.utf8), offset: 1)
    #expect(throws: JobRecordError.newer(version: 2)) { try jobs.readable(name) }
    #expect(throws: JobsTopicError.unreadableJob(.newer(version: 2))) { try jobs.asked(name) }
    #expect(jobs.unreadableNames == [name])
    jobs.apply(key: JobRecord.key(of: name, .opened), value: JobRecord.opened(opened).value, offset: 2)
    #expect(try jobs.readable(name)?.name == name)
    #expect(jobs.unreadableNames.isEmpty)
  }

  @Test func `Keys name a job and a kind`() throws {
    let name = try #require(JobName("spring-2026"))
    let parsed = try #require(JobRecord.parse(key: JobRecord.key(of: name, .progress)))
    #expect(parsed.job == name && parsed.kind == .progress)
    for foreign in ["", "a", "a/b", "A/opened", "a/opened/x", "/opened"] {
      #expect(JobRecord.parse(key: Array(foreign.utf8)) == nil)
    }
  }

  @Test func `Of each kind the last record counts, and a null value deletes`() throws {
    let name = try #require(JobName("a"))
    var jobs = Jobs()
    jobs.apply(key: JobRecord.key(of: name, .opened), value: JobRecord.opened(opened).value, offset: 3)
    for row in [1, 2] {
      let progress = JobProgress(
        run: run, position: SentPosition(row: row, sent: row, blank: 0, unreadable: 0, byteOffset: row, digest: ""),
        lastOffsets: [], isComplete: false)
      jobs.apply(key: JobRecord.key(of: name, .progress), value: JobRecord.progress(progress).value, offset: 4)
    }
    #expect(jobs[name]?.position.row == 2)
    #expect(jobs.others(than: try #require(JobName("b")), digest: "d").map(\.name) == [name])
    jobs.apply(key: JobRecord.key(of: name, .opened), value: nil, offset: 9)
    #expect(jobs[name] == nil && jobs.all.isEmpty)
  }

  @Test(arguments: ["", "A", "a_b", "ä", String(repeating: "a", count: 65)])
  func `A name is 1 to 64 of a-z 0-9 and hyphens`(_ text: String) {
    #expect(JobName(text) == nil)
    #expect(JobName(String(repeating: "a", count: 64)) != nil)
  }

  @Test func `A name that is made up is a time and six letters`() {
    var generator = SeededGenerator(seed: 1)
    let name = JobName.madeUp(milliseconds: 1_796_011_512_000, &generator).text
    #expect(name.hasPrefix("20261130-") && name.count == 22)
  }
}
