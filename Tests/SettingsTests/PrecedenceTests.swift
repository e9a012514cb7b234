import CustomerContract
import Settings
import Testing

@Suite struct PrecedenceTests {
  private let folder: SettingsFolder

  init() throws { folder = try SettingsFolder() }

  @Test func `Without any source every setting has its default`() throws {
    let loaded = try folder.load()
    #expect(loaded.settings == WorkerSettings())
    #expect(loaded.effectiveValues.allSatisfy { $0.source == .default })
  }

  @Test func `A variable wins over the file`() throws {
    let loaded = try folder.load(yaml: "lanes: 2", environment: ["CUSTOMER_WORKER_LANES": "3"])
    #expect(loaded.settings.lanes == 3)
    #expect(loaded.source(of: "lanes") == .variable("CUSTOMER_WORKER_LANES"))
  }

  @Test func `A flag wins over its variable`() throws {
    let loaded = try folder.load(
      yaml: "lanes: 2", environment: ["CUSTOMER_WORKER_LANES": "3"], flags: [("--lanes", "4")])
    #expect(loaded.settings.lanes == 4)
    #expect(loaded.source(of: "lanes") == .flag("--lanes"))
  }

  @Test func `Properties of all sources are merged by name`() throws {
    let loaded = try folder.load(
      yaml: "kafka: {properties: {sasl.username: file, sasl.password: file, ssl.ca.location: file}}",
      environment: [
        "CUSTOMER_WORKER_KAFKA_PROPERTIES_SASL_USERNAME": "variable",
        "CUSTOMER_WORKER_KAFKA_PROPERTIES_SASL_PASSWORD": "variable",
      ],
      flags: [("--kafka-properties", "sasl.username=a=b"), ("--kafka-properties", "client.id=flag")])
    #expect(
      loaded.settings.kafka.properties == [
        "sasl.username": "a=b", "sasl.password": "variable", "ssl.ca.location": "file", "client.id": "flag",
      ])
    #expect(loaded.source(of: "kafka.properties", property: "client.id") == .flag("--kafka-properties"))
  }

  @Test func `Of a flag given twice the last value counts`() throws {
    #expect(try folder.load(flags: [("--lanes", "4"), ("--lanes", "5")]).settings.lanes == 5)
  }

  @Test func `A repeated flag of a list has all its values and replaces the other sources`() throws {
    let loaded = try folder.load(
      environment: ["CUSTOMER_WORKER_RESULTS_COPY_HEADERS": "x"],
      flags: [("--results-copy-headers", "job-id, tenant"), ("--results-copy-headers", "batch")])
    #expect(loaded.settings.results.copyHeaders == ["job-id", "tenant", "batch"])
  }

  @Test func `The variable for the file counts where no file is named`() throws {
    let named = try folder.file("named.yaml", "lanes: 2")
    let environment = ["CUSTOMER_WORKER_CONFIG": try folder.file("variable.yaml", "lanes: 3")]
    #expect(try WorkerSettings.load(flags: [], environment: environment, file: named).settings.lanes == 2)
    #expect(try WorkerSettings.load(flags: [], environment: environment, file: nil).settings.lanes == 3)
  }

  @Test func `A property of one client wins over both names of it in the shared table`() {
    var kafka = WorkerSettings.Kafka()
    kafka.properties = ["sasl.mechanisms": "PLAIN", "client.rack": "a", "fetch.min.bytes": "1"]
    kafka.consumerProperties = ["sasl.mechanism": "GSSAPI", "client.rack": "b"]
    #expect(
      kafka.properties(for: .consumer).map { "\($0.name)=\($0.value)" } == [
        "fetch.min.bytes=1", "sasl.mechanisms=PLAIN", "client.rack=b", "sasl.mechanism=GSSAPI",
      ])
    #expect(kafka.properties(for: .producer).map(\.name) == ["client.rack", "fetch.min.bytes", "sasl.mechanisms"])
  }
}
