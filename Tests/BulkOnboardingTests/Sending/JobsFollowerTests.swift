import CustomerContract
import EmbeddedKafka
import Kafka
import Settings
import Testing

@testable import BulkOnboarding

@Suite struct JobsFollowerTests {
  @Test func `What was read once is not read again, and what is new is`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    var settings = WorkerSettings()
    settings.kafka.bootstrapServers = cluster.bootstrapServers
    // The embedded broker answers an empty fetch only when its whole wait is over.
    settings.kafka.consumerProperties["fetch.wait.max.ms"] = "10"
    try cluster.createTopic(settings.topics.commands, partitions: 1)
    try cluster.createTopic(settings.jobsTopic, partitions: 1)
    let first = try #require(JobName("first"))
    let second = try #require(JobName("second"))
    let producer = try JobProducer(settings, first)
    func write(_ job: JobName) {
      let opened = JobRecord.opened(.sample)
      #expect(producer.write(key: JobRecord.key(of: job, .opened), value: opened.value).outcome == .done)
    }
    write(first)
    var follower = try JobsFollower(settings)
    var jobs = try follower.update(withinMilliseconds: 0) { true }
    #expect(jobs.all.map(\.name) == [first])
    write(second)
    // An update may end at what was there before.
    for _ in 0..<20 where jobs.all.count < 2 { jobs = try follower.update(withinMilliseconds: 1000) { true } }
    #expect(jobs.all.map(\.name) == [first, second])
    #expect(follower.recordCount == 2)
    producer.close()
  }
}

extension JobOpened {
  /// An opening with nothing remarkable.
  static var sample: JobOpened {
    let topic = JobTopic(name: "commands", startOffsets: [0, 0])
    return JobOpened(
      run: JobRun(id: "r1", host: "h", startedAt: 1),
      file: JobFile(name: "c.csv", bytes: 9, digest: "d", rows: 3, lastRow: 4), reading: ModelFile.plan,
      commands: topic, accepted: topic, rejected: topic, workspace: nil, group: "g", again: false)
  }
}
