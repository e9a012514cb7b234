import EmbeddedKafka
import Kafka
import Settings
import Telemetry
import Testing

@testable import CustomerWorker

@Suite struct ResultLimitTests {
  @Test func `Topics whose settings nobody tells do not bound a result`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("results", partitions: 1)
    var settings = WorkerSettings()
    settings.kafka.bootstrapServers = cluster.bootstrapServers
    let admin = try AdminClient(ClientProperties.admin(settings))
    let log = EventLog(level: .error, format: .json, descriptor: -1)
    #expect(ResultLimit.read(admin, topics: ["results"], setting: 12_345, log: log) == 12_345)
  }
}
