import Kafka
import Testing

@testable import CustomerWorker

@Suite struct ScramSupportTests {
  private func note(_ property: String, _ mechanism: String, _ version: Int32) throws -> String? {
    var configuration = ClientConfiguration()
    try configuration.set(property, mechanism)
    return ScramSupport.note(on: configuration, version: version, versionText: "2.0.2")
  }

  @Test(arguments: ["sasl.mechanism", "sasl.mechanisms"])
  func `A refused SCRAM on an older library names the library and what to do`(_ property: String) throws {
    #expect(
      try note(property, "SCRAM-SHA-256", 0x0200_02ff)
        == "librdkafka 2.0.2 cannot do SCRAM-SHA-256 with Kafka 4, however right the password is: use librdkafka 2.6.1 or"
        + " newer, or sasl.mechanism PLAIN over TLS, or client certificates")
  }

  @Test func `Another mechanism, or a newer library, has nothing to add`() throws {
    #expect(try note("sasl.mechanism", "PLAIN", 0x0200_02ff) == nil)
    #expect(try note("sasl.mechanism", "SCRAM-SHA-512", 0x0206_01ff) == nil)
    #expect(try note("sasl.mechanism", "SCRAM-SHA-512", 0x0206_00ff) != nil)
    #expect(ScramSupport.note(on: ClientConfiguration(), version: 0) == nil)
  }
}
