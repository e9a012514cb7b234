import CustomerWorker
import EmbeddedKafka
import Platform
import Testing

@testable import CustomerWorkerCLI

@Suite struct ConnectTests {
  @Test func `The check shows a line for each answer, and exits with 0 when none is a fault`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    for kind in ["commands", "accepted", "rejected"] {
      try cluster.createTopic("customer.create.\(kind)", partitions: 1)
    }
    try cluster.createTopic("customer.create.jobs", partitions: 1)
    let run = try ProgramRun([
      "check-config", "--connect", "--kafka-bootstrap-servers", cluster.bootstrapServers,
    ])
    #expect(run.code == .success, "\(run.output)\(run.errors)")
    #expect(run.lines.first?.hasPrefix("ok           kafka.bootstrapServers  1 broker of cluster ") == true)
    #expect(run.lines.contains("ok           topics.commands         its end can be read"))
    #expect(run.lines.contains("ok           topics.jobs             customer.create.jobs has 1 partition"))
    #expect(run.lines.last == "no faults")
  }

  @Test func `Without a broker it exits with 69`() throws {
    let run = try ProgramRun([
      "check-config", "--connect", "--kafka-bootstrap-servers", "127.0.0.1:1", "--start-deadline-seconds", "1",
    ])
    #expect(run.code == .unavailable)
    #expect(
      run.lines.first?.hasPrefix("fault        kafka.bootstrapServers  no broker of 127.0.0.1:1 answers: ") == true)
    #expect(run.lines.last == "1 without an answer")
  }

  @Test func `The account counts what asks for something, and a fault decides the exit code`() {
    var report = ClusterReport()
    #expect(report.exitCode == .success)
    _ = report.add(ClusterFinding(.ok, "a", "well"))
    _ = report.add(ClusterFinding(.notChecked, "a", "not asked"))
    _ = report.add(ClusterFinding(.warning, "a", "odd"))
    #expect(report.exitCode == .success)
    #expect(report.account == "1 warning\n")
    #expect(report.add(ClusterFinding(.noAnswer, "a", "silence")) == "fault        a                       silence\n")
    #expect(report.exitCode == .unavailable)
    _ = report.add(ClusterFinding(.fault, "a", "wrong"))
    _ = report.add(ClusterFinding(.fault, "b", "wrong"))
    #expect(report.exitCode == .settings)
    #expect(report.account == "2 faults, 1 without an answer, 1 warning\n")
  }
}
