import EmbeddedKafka
import Kafka
import Settings
import Telemetry
import Testing

@testable import CustomerWorker

@Suite struct ResultTopicsTests {
  @Test func `Topics whose settings nobody tells do not bound a result and are not refused`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("results", partitions: 1)
    var settings = WorkerSettings()
    settings.kafka.bootstrapServers = cluster.bootstrapServers
    let admin = try AdminClient(ClientProperties.admin(settings))
    let topics = ResultTopics(["results"], of: admin, log: EventLog(level: .error, format: .json, descriptor: -1))
    #expect(topics.resultBytes(setting: 12_345) == 12_345)
    #expect(topics.compacted == nil)
  }

  @Test func `The smallest topic bounds a result, and the setting where it is smaller`() {
    let topics = ResultTopics([
      ("accepted", ["max.message.bytes": "1048588"]), ("rejected", ["max.message.bytes": "20000"]),
    ])
    #expect(topics.resultBytes(setting: 1_000_000) == 20_000)
    #expect(topics.resultBytes(setting: 10_000) == 10_000)
  }

  @Test(arguments: ["compact", "compact,delete", "delete,compact"])
  func `A compacted topic is found`(_ policy: String) {
    let topics = ResultTopics([("accepted", ["cleanup.policy": "delete"]), ("rejected", ["cleanup.policy": policy])])
    #expect(topics.compacted == "rejected")
    #expect(ResultTopics([("accepted", ["cleanup.policy": "delete"])]).compacted == nil)
  }
}
