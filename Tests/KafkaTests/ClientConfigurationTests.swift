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
    #expect(refusal?.value == "-5")
    #expect(refusal?.reason.isEmpty == false)
  }

  @Test(arguments: [
    "sasl.password", "ssl.key.password", "ssl.keystore.password", "ssl.key.pem", "sasl.oauthbearer.client.secret",
    "sasl.oauthbearer.config", "sasl.oauthbearer.extensions", "sasl.oauthbearer.assertion.private.key.passphrase",
    "sasl.oauthbearer.assertion.private.key.pem", "ssl_key",
  ])
  func `The value of a secret is in no part of an error, though the reason repeats it`(_ property: String) {
    let error = ConfigurationError(
      property: property, value: "hunter2", reason: #"Invalid value "hunter2" for property"#, isUnknownProperty: false)
    #expect(error.value == "…")
    #expect(error.description == "\(property)=…: Invalid value \"…\" for property")
  }

  @Test func `The value of an ordinary property is in its error`() throws {
    let error = try #require(refusal("broker.address.family", "v5"))
    #expect(error.value == "v5")
    #expect(error.reason.contains("v5"))
    #expect(error.description.hasPrefix("broker.address.family=v5: "))
  }

  @Test func `Clients refuse a configuration that contradicts itself`() throws {
    var configuration = ClientConfiguration()
    try configuration.set("transactional.id", "lane")
    try configuration.set("enable.idempotence", "true")
    try configuration.set("acks", "1")
    #expect(throws: KafkaError.self) { _ = try Producer(configuration) }
  }
}
