import CustomerContract
import EmbeddedKafka
import Kafka
import Platform
import Settings
import Telemetry
import Testing

@testable import CustomerWorker

@Suite struct StartupCheckTests {
  private static func settings(_ cluster: borrowing EmbeddedCluster) throws -> WorkerSettings {
    var settings = WorkerSettings()
    settings.kafka.bootstrapServers = cluster.bootstrapServers
    settings.start.deadlineSeconds = 2
    try cluster.createTopic(settings.topics.commands, partitions: 6)
    try cluster.createTopic(settings.topics.accepted, partitions: 3)
    try cluster.createTopic(settings.topics.rejected, partitions: 3)
    return settings
  }

  private static func check(
    _ settings: WorkerSettings, stop: StopSignal = StopSignal()
  ) -> Result<ClusterFacts, StopReason> {
    let check = StartupCheck(
      settings: settings, log: EventLog(level: .error, format: .json, descriptor: -1), stop: stop,
      deadline: MonotonicClock.milliseconds() + Int64(settings.start.deadlineSeconds) * 1000)
    return Result { () throws(StopReason) in try check.run() }
  }

  private static func reason(_ settings: WorkerSettings) -> StopReason? {
    guard case .failure(let reason) = check(settings) else { return nil }
    return reason
  }

  @Test func `A cluster that has what the worker needs says how many partitions and which id it has`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    var settings = try Self.settings(cluster)
    settings.start.deadlineSeconds = 30
    let facts = try Self.check(settings).get()
    #expect(facts.commandPartitions == 6)
    #expect(!facts.clusterID.isEmpty)
    #expect(facts.resultBytes == settings.results.resultBytes)
  }

  @Test(arguments: [\WorkerSettings.topics.commands, \.topics.accepted, \.topics.rejected])
  func `A topic that may not be seen ends the start at its deadline, with the setting and the remedy`(
    _ topic: any KeyPath<WorkerSettings, String> & Sendable
  ) throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    let settings = try Self.settings(cluster)
    cluster.setError(ofTopic: settings[keyPath: topic], .topicAuthorizationFailed)
    guard case .misconfigured(let text)? = Self.reason(settings) else {
      Issue.record("not misconfigured")
      return
    }
    #expect(text.contains("topic \(settings[keyPath: topic]) cannot be used (TOPIC_AUTHORIZATION_FAILED"))
    #expect(text.contains("on the topic; still so after start.deadlineSeconds"))
    #expect(text.hasSuffix("still so after start.deadlineSeconds (2 s)"))
  }

  @Test func `A group that may not be read ends the start at its deadline, with the group and the right`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    let settings = try Self.settings(cluster)
    cluster.injectErrors(.findCoordinator, Array(repeating: .groupAuthorizationFailed, count: 1000))
    guard case .misconfigured(let text)? = Self.reason(settings) else {
      Issue.record("not misconfigured")
      return
    }
    #expect(
      text.hasPrefix("kafka.groupId: the user has no right to the group customer-worker (GROUP_AUTHORIZATION_FAILED"))
    #expect(text.contains("; give it Read on the group;"))
  }

  @Test func `A right that is given before the deadline is enough`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    var settings = try Self.settings(cluster)
    settings.start.deadlineSeconds = 30
    cluster.injectErrors(.findCoordinator, [.groupAuthorizationFailed, .groupAuthorizationFailed])
    #expect(try Self.check(settings).get().commandPartitions == 6)
  }

  @Test func `A broker that does not answer is unavailable at the deadline, and no setting is at fault`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    let settings = try Self.settings(cluster)
    try cluster.setBrokerDown(-1)
    guard case .unavailable(let text)? = Self.reason(settings) else {
      Issue.record("not unavailable")
      return
    }
    #expect(text.contains("answered within start.deadlineSeconds (2 s)"))
  }

  @Test func `A start that is asked to stop is drained`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    let settings = try Self.settings(cluster)
    try cluster.setBrokerDown(-1)
    let stop = StopSignal()
    stop.request()
    guard case .failure(let reason) = Self.check(settings, stop: stop) else {
      Issue.record("not ended")
      return
    }
    #expect(reason == .drained)
  }
}
