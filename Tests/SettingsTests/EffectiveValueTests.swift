import Settings
import Testing

@Suite struct EffectiveValueTests {
  private let folder: SettingsFolder

  init() throws { folder = try SettingsFolder() }

  @Test func `Every setting is shown in the order of the table`() throws {
    #expect(try folder.load().effectiveValues.map(\.key) == Setting.all.map(\.key))
  }

  @Test func `Each property is shown with its own source, and secrets are hidden`() throws {
    let username = try folder.file("username", "ada\n")
    let values = try folder.load(
      environment: ["CUSTOMER_WORKER_KAFKA_PROPERTIES_SASL_USERNAME_FILE": username],
      flags: [
        ("--kafka-properties", "sasl.password=geheim"),
        ("--kafka-properties", "ssl.ca.pem=one\ntwo"),
      ]
    ).effectiveValues.filter { $0.key.hasPrefix("kafka.properties") }
    #expect(
      values.map { "\($0.key) \($0.value) \($0.source)" } == [
        "kafka.properties.sasl.password (hidden) --kafka-properties",
        "kafka.properties.sasl.username (hidden) CUSTOMER_WORKER_KAFKA_PROPERTIES_SASL_USERNAME_FILE",
        "kafka.properties.ssl.ca.pem one\\ntwo --kafka-properties",
      ])
  }

  @Test func `A list is shown with commas, and nothing as nothing`() throws {
    let values = try folder.load().effectiveValues
    #expect(values.first { $0.key == "kafka.assignmentStrategy" }?.value == "range,roundrobin")
    #expect(values.first { $0.key == "kafka.instanceId" }?.value == "")
  }

  @Test func `A long value is cut short`() throws {
    let value = String(repeating: "x", count: 300)
    let values = try folder.load(flags: [("--kafka-properties", "ssl.ca.pem=\(value)")]).effectiveValues
    #expect(values.first { $0.key == "kafka.properties.ssl.ca.pem" }?.value == value.prefix(200) + "...")
  }
}
