import CustomerContract
import EmbeddedKafka
import Kafka
import Settings
import Testing

@testable import CustomerWorker

@Suite struct ClusterCheckTests {
  private static func settings(_ cluster: borrowing EmbeddedCluster) throws -> WorkerSettings {
    var settings = WorkerSettings()
    settings.kafka.bootstrapServers = cluster.bootstrapServers
    for topic in [settings.topics.commands, settings.topics.accepted, settings.topics.rejected] {
      try cluster.createTopic(topic, partitions: 2)
    }
    try cluster.createTopic(settings.jobsTopic, partitions: 1)
    return settings
  }

  private static func findings(_ settings: WorkerSettings) -> [ClusterFinding] {
    var findings: [ClusterFinding] = []
    ClusterCheck(settings, hangingMilliseconds: 1) { findings.append($0) }.run()
    return findings
  }

  private static func check(_ settings: WorkerSettings = WorkerSettings()) -> ClusterCheck {
    ClusterCheck(settings) { _ in }
  }

  @Test func `On a cluster without faults everything that can be asked is well`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    let findings = Self.findings(try Self.settings(cluster))
    #expect(findings.allSatisfy { $0.state == .ok || $0.state == .notChecked }, "\(findings)")
    let well = findings.filter { $0.state == .ok }.map { "\($0.subject): \($0.text)" }
    for line in [
      "topics.commands: customer.create.commands has 2 partitions", "topics.commands: its end can be read",
      "kafka.groupId: the offsets of customer-worker can be read",
      "transactional.id: customer-worker-check can be used, with a time-out of 10000 ms",
      "topics.commands: no transaction hangs in it", "topics.rejected: no transaction hangs in it",
    ] {
      #expect(well.contains(line), "\(well)")
    }
    #expect(well.first?.contains("1 broker of cluster ") == true)
    // An embedded cluster has no admin API.
    #expect(findings.contains { $0.state == .notChecked && $0.text.contains("settings of the topic cannot be read") })
  }

  @Test func `Without a broker there is one line, and no answer`() {
    var settings = WorkerSettings()
    settings.kafka.bootstrapServers = "127.0.0.1:1"
    settings.start.deadlineSeconds = 1
    let findings = Self.findings(settings)
    #expect(findings.map(\.state) == [.noAnswer])
    #expect(findings.first?.text.hasPrefix("no broker of 127.0.0.1:1 answers: ") == true)
    #expect(findings.first?.text.hasSuffix("; check the addresses, or try again when the brokers are up") == true)
  }

  @Test func `A missing topic is a fault, and the others are asked for all the same`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    let settings = try Self.settings(cluster)
    cluster.setError(ofTopic: settings.topics.rejected, .unknownTopicOrPartition)
    let findings = Self.findings(settings)
    #expect(
      findings.filter { $0.state == .fault }.map(\.subject) == ["topics.rejected"])
    #expect(
      findings.contains {
        $0.text.hasSuffix("; make it with `customer-worker topics create`, or correct the name")
      })
    #expect(findings.contains { $0.text == "no transaction hangs in it" && $0.subject == "topics.accepted" })
  }

  @Test func `A topic that may not be looked at names the right`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    let settings = try Self.settings(cluster)
    cluster.setError(ofTopic: settings.topics.commands, .topicAuthorizationFailed)
    let findings = Self.findings(settings)
    #expect(findings.contains { $0.state == .fault && $0.text.hasSuffix("; give the user Read on the topic") })
    #expect(findings.contains { $0.state == .notChecked && $0.text == "reading it needs the topic" })
  }

  // MARK: What answers mean

  private static func judge(_ values: [String: String], results: Bool) -> [ClusterFinding] {
    check().judge(
      values, of: ClusterCheck.Topic(setting: "topic", name: "t", partitions: 1, isForResults: results))
  }

  @Test func `A compacted topic is a fault for results, and a warning for commands`() {
    #expect(
      Self.judge(["cleanup.policy": "compact,delete", "max.message.bytes": "1048588"], results: true).map(\.state)
        == [.fault, .ok])
    #expect(
      Self.judge(["cleanup.policy": "compact", "retention.ms": "-1"], results: false).map(\.state) == [.warning, .ok])
    #expect(Self.judge(["cleanup.policy": "delete", "retention.ms": "-1"], results: false).map(\.state) == [.ok, .ok])
  }

  @Test func `Results that a topic does not take are a warning, and a fault below the smallest`() {
    let states = ["4095", "4096", "999999", "1000000"].map { bytes in
      Self.judge(["max.message.bytes": bytes], results: true)[1].state
    }
    #expect(states == [.fault, .warning, .warning, .ok])
    #expect(Self.judge([:], results: true)[1].state == .notChecked)
  }

  @Test func `Commands that are not kept for a day, or only by their bytes, are a warning`() {
    let day = "86400000"
    #expect(Self.judge(["retention.ms": day, "retention.bytes": "-1"], results: false)[1].state == .ok)
    #expect(Self.judge(["retention.ms": "86399999"], results: false)[1].state == .warning)
    #expect(Self.judge(["retention.ms": day, "retention.bytes": "1000"], results: false)[1].state == .warning)
  }

  @Test func `The assignor of the members has to be one of the settings`() {
    let check = Self.check()
    #expect(check.judge(GroupProtocol(type: "consumer", name: "range", members: 2)).state == .ok)
    #expect(check.judge(GroupProtocol(type: "consumer", name: "", members: 1)).state == .ok)
    let other = check.judge(GroupProtocol(type: "consumer", name: "cooperative-sticky", members: 1))
    #expect(other.state == .fault)
    #expect(
      other.text
        == "customer-worker has 1 member, with the assignor cooperative-sticky, and not range or roundrobin;"
        + " give all members the same kafka.assignmentStrategy, or take another name for the group")
    #expect(check.judge(GroupProtocol(type: "connect", name: "default", members: 1)).state == .fault)
  }

  // MARK: Imports

  @Test func `A jobs topic that is missing or hidden is no fault of a worker's`() throws {
    for (code, text) in [
      (
        KafkaErrorCode.unknownTopicOrPartition,
        "customer.create.jobs is not there, which only imports need; make it with `customer-worker topics create`"
      ),
      (.topicAuthorizationFailed, "the user may not look at customer.create.jobs, which only imports need"),
    ] {
      let cluster = try EmbeddedCluster(brokers: 1)
      let settings = try Self.settings(cluster)
      cluster.setError(ofTopic: settings.jobsTopic, code)
      let found = Self.findings(settings).filter { $0.subject == "topics.jobs" }
      #expect(found == [ClusterFinding(.notChecked, "topics.jobs", text)])
    }
  }

  @Test func `A jobs topic that cannot keep jobs is a warning`() {
    let check = Self.check()
    #expect(check.judge(jobsPartitions: 1).state == .ok)
    #expect(check.judge(jobsPartitions: 2).state == .warning)
    #expect(check.judge(jobsCleanup: "compact").state == .ok)
    // With deletion too, an old job that goes on would lose its opening.
    #expect(check.judge(jobsCleanup: "compact,delete").state == .warning)
  }

  @Test func `The rights of an import are named, and a worker does without them`() {
    let check = Self.check()
    #expect(check.judge(missingImportRights: []).text == "the user has the rights of an import on all four topics")
    let found = check.judge(missingImportRights: ["Write on topic a", "Read on topic b"])
    #expect(found.state == .ok)
    #expect(
      found.text == "a worker needs no more; to import, the user would also need Write on topic a, Read on topic b")
  }

  @Test func `The rights to have are those of the guarantee`() {
    var settings = WorkerSettings()
    #expect(
      Self.check(settings).neededRights
        == "Read on topic customer.create.commands, Write on topics customer.create.accepted and customer.create.rejected,"
        + " Read on group customer-worker, Write on transactional ids with the prefix customer-worker-")
    settings.processing.guarantee = .atLeastOnce
    #expect(!Self.check(settings).neededRights.contains("transactional"))
  }
}
