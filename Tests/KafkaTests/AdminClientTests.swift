import EmbeddedKafka
import Kafka
import Testing

@Suite struct AdminClientTests {
  private func admin(_ cluster: borrowing EmbeddedCluster) throws -> AdminClient {
    try AdminClient(TestClients.configuration(cluster))
  }

  @Test func `A cluster says its id and how many brokers it has`() throws {
    let cluster = try EmbeddedCluster(brokers: 3)
    let admin = try admin(cluster)
    #expect(try admin.brokerCount(timeoutMilliseconds: 5000) == 3)
    #expect(try admin.clusterID(timeoutMilliseconds: 5000).isEmpty == false)
  }

  @Test func `Each topic has its own count or its own error`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("commands", partitions: 3)
    try cluster.createTopic("results", partitions: 5)
    cluster.setError(ofTopic: "results", .topicAuthorizationFailed)
    let counts = try admin(cluster).partitionCounts(of: ["commands", "results"], timeoutMilliseconds: 5000)
    #expect(counts.map(\.topic) == ["commands", "results"])
    #expect(counts.map(\.count) == [3, 0])
    #expect(counts.map(\.error?.code) == [nil, .topicAuthorizationFailed])
  }

  @Test func `A cluster without an admin API makes no topics and tells no settings, and is not waited for longer`()
    throws
  {
    let cluster = try EmbeddedCluster(brokers: 1)
    let admin = try admin(cluster)
    #expect(try admin.createTopics([], timeoutMilliseconds: 1000).isEmpty)
    let topics = [NewTopic(name: "commands", partitions: 1, configuration: [("cleanup.policy", "delete")])]
    let notMade = #expect(throws: KafkaError.self) { try admin.createTopics(topics, timeoutMilliseconds: 300) }
    #expect(notMade?.code == .timedOut)
    let untold = #expect(throws: KafkaError.self) {
      try admin.topicConfiguration("commands", timeoutMilliseconds: 300)
    }
    #expect(untold?.code == .timedOut)
  }

  @Test func `A topic that cannot be asked for is refused with its name`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    let admin = try admin(cluster)
    let refused = #expect(throws: KafkaError.self) {
      try admin.createTopics([NewTopic(name: "results", partitions: -7)], timeoutMilliseconds: 1000)
    }
    #expect(refused?.code == .invalidArgument)
    #expect(refused?.message.hasPrefix("results: ") == true)
  }

  @Test func `A broker that is down is an error that may pass, within the time`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.setBrokerDown(-1)
    let admin = try admin(cluster)
    let failure = #expect(throws: KafkaError.self) { try admin.brokerCount(timeoutMilliseconds: 300) }
    #expect(failure?.code.isTransient == true)
    var lines = 0
    admin.drainLog { if $0.isConnectionTrouble { lines += 1 } }
    #expect(lines > 0)
  }
}
