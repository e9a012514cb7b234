import Kafka
import Testing

@Suite struct LibrdkafkaTests {
  @Test func `The library is not older than the oldest that is supported`() {
    #expect(Librdkafka.versionNumber >= Librdkafka.oldestSupported)
    #expect(!Librdkafka.version.isEmpty)
  }
}
