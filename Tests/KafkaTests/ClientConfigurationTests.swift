import Testing

@testable import Kafka

@Suite struct ClientConfigurationTests {
  private func refusal(_ name: String, _ value: String) -> ConfigurationError? {
    var configuration = ClientConfiguration()
    do throws(ConfigurationError) {
      try configuration.set(name, value)
      return nil
    } catch {
      return error
    }
  }

  @Test func `The last value of a property counts, and a description names properties alone`() throws {
    var configuration = ClientConfiguration()
    try configuration.set("sasl.password", "first")
    try configuration.set("client.id", "a")
    try configuration.set("sasl.password", "second")
    #expect(configuration["sasl.password"] == "second")
    #expect(configuration["linger.ms"] == nil)
    #expect(configuration.description == "client.id, sasl.password")
  }

  @Test func `A property that no library knows is refused as unknown`() throws {
    let refusal = refusal("no.such.property", "1")
    #expect(refusal?.isUnknownProperty == true)
    #expect(refusal?.property == "no.such.property")
    var configuration = ClientConfiguration()
    let isKnown = try [
      configuration.setWhereKnown("no.such.property", "1"), configuration.setWhereKnown("linger.ms", "1"),
    ]
    #expect(isKnown == [false, true])
  }

  @Test func `A value that the library refuses is refused for a property that older ones do not have, too`() {
    var configuration = ClientConfiguration()
    #expect(throws: ConfigurationError.self) { try configuration.setWhereKnown("linger.ms", "-5") }
  }

  @Test func `A value out of bounds is refused with the library's reason`() {
    let refusal = refusal("linger.ms", "-5")
    #expect(refusal?.isUnknownProperty == false)
    #expect(refusal?.property == "linger.ms")
    #expect(refusal?.reason.isEmpty == false)
  }

  @Test func `The value of a refused property is in no part of the error`() {
    // The library repeats the values of this one.
    let refusal = refusal("debug", "hunter2")
    #expect(refusal?.reason.contains("…") == true)
    #expect(refusal?.description.contains("hunter2") == false)
    #expect(self.refusal("debug", "a")?.reason.contains("\"…\"") == true)
    #expect(self.refusal("no.such.property.hunter2", "hunter2")?.reason.contains("hunter2") == false)
  }

  @Test func `Clients refuse a configuration that contradicts itself`() throws {
    var configuration = ClientConfiguration()
    try configuration.set("transactional.id", "lane")
    try configuration.set("enable.idempotence", "true")
    try configuration.set("acks", "1")
    #expect(throws: KafkaError.self) { _ = try Producer(configuration) }
  }
}
