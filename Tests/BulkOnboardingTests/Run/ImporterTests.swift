import Settings
import Testing

@testable import BulkOnboarding

@Suite struct ImporterTests {
  @Test func `Brokers that are away before the file is read are waited for, and the user is told once`() throws {
    var calls = 0
    var news: [ImportNews] = []
    let sink = ImportSink(
      readFile: { _ throws(JobsTopicError) in
        calls += 1
        if calls < 3 { throw .unavailable("no broker") }
        return nil
      }, makeSpill: nil, writeFiles: { _, _, _ in nil }, needsFiles: { _ in false }, tell: { news.append($0) })
    #expect(try importer(sink).run() == .refused(.file))
    #expect(calls == 3)
    #expect(news.filter { $0 == .waitingForBrokers("no broker") }.count == 1)
  }

  @Test func `A job that cannot be read is refused, and not begun`() throws {
    let sink = ImportSink(
      readFile: { _ throws(JobsTopicError) in throw .unreadableJob(.newer(version: 2)) }, makeSpill: nil,
      writeFiles: { _, _, _ in nil }, needsFiles: { _ in false }, tell: { _ in })
    #expect(try importer(sink).run() == .refused(.unreadableJob(.newer(version: 2))))
  }

  private func importer(_ sink: ImportSink) throws -> Importer {
    let plan = JobPlan(job: try #require(JobName("job")), run: JobRun(id: "r", host: "h", startedAt: 1))
    return Importer(WorkerSettings(), plan, workspace: nil, signals: ImportSignals(), watchdog: nil, sink: sink)
  }
}
