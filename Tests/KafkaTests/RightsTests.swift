import EmbeddedKafka
import Testing

@testable import Kafka

@Suite struct RightsTests {
  @Test func `A library can ask for rights from 2.3.0 on`() {
    #expect(AdminClient.canAskForRights == (Librdkafka.versionNumber >= 0x0203_0000))
  }

  @Test func `An older library has no answer, and asks nobody`() throws {
    guard !AdminClient.canAskForRights else { return }
    let cluster = try EmbeddedCluster(brokers: 1)
    let admin = try AdminClient(TestClients.configuration(cluster))
    #expect(try admin.rights(toTopic: "t", timeoutMilliseconds: 1) == nil)
    #expect(try admin.rights(toGroup: "g", timeoutMilliseconds: 1) == nil)
  }
}
