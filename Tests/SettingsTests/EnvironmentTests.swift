import Settings
import Testing

@Suite struct EnvironmentTests {
  private let folder: SettingsFolder

  init() throws { folder = try SettingsFolder() }

  @Test func `A variable that is empty counts as not set`() throws {
    #expect(try folder.load(environment: ["CUSTOMER_WORKER_KAFKA_INSTANCE_ID": ""]).settings == WorkerSettings())
  }

  @Test func `A secret comes from the file that its variable names`() throws {
    let path = try folder.file("password", "geheim \r\n")
    let loaded = try folder.load(environment: ["CUSTOMER_WORKER_KAFKA_PROPERTIES_SASL_PASSWORD_FILE": path])
    #expect(loaded.settings.kafka.properties == ["sasl.password": "geheim "])
    #expect(
      loaded.source(of: "kafka.properties", property: "sasl.password")
        == .variable("CUSTOMER_WORKER_KAFKA_PROPERTIES_SASL_PASSWORD_FILE"))
  }

  @Test func `Only the last line break of a secret is taken off`() throws {
    let path = try folder.file("key", "a\nb\n\n")
    let loaded = try folder.load(environment: ["CUSTOMER_WORKER_KAFKA_CONSUMER_PROPERTIES_SSL_KEY_PEM_FILE": path])
    #expect(loaded.settings.kafka.consumerProperties == ["ssl.key.pem": "a\nb\n"])
  }

  @Test func `Every setting may stand in a file of its own`() throws {
    let path = try folder.file("lanes", "7\n")
    #expect(try folder.load(environment: ["CUSTOMER_WORKER_LANES_FILE": path]).settings.lanes == 7)
  }

  @Test func `A secret's file that cannot be read is a fault`() throws {
    #expect(
      try folder.faults(environment: ["CUSTOMER_WORKER_KAFKA_PROPERTIES_SASL_PASSWORD_FILE": folder.path("none")])
        == """
        1 fault in the settings:
        CUSTOMER_WORKER_KAFKA_PROPERTIES_SASL_PASSWORD_FILE: kafka.properties.sasl.password is in a file that \
        cannot be read: No such file or directory (none)
          correct the path or the file's rights
        """)
  }

  @Test func `A value and a file for it are one too many`() throws {
    #expect(
      try folder.faults(environment: ["CUSTOMER_WORKER_LANES": "1", "CUSTOMER_WORKER_LANES_FILE": "/none"]) == """
        1 fault in the settings:
        CUSTOMER_WORKER_LANES_FILE: lanes is set by CUSTOMER_WORKER_LANES too
          keep one of the two
        """)
  }

  @Test func `A wrong value from a secret's file is not shown`() throws {
    let path = try folder.file("lanes", "geheim")
    #expect(
      try folder.faults(environment: ["CUSTOMER_WORKER_LANES_FILE": path]) == """
        1 fault in the settings:
        CUSTOMER_WORKER_LANES_FILE: lanes must be a whole number from 1 to 64
          correct it, or take it out for the default: one for each processor
        """)
  }

  @Test func `A mistyped variable gets a suggestion`() throws {
    #expect(
      try folder.faults(environment: [
        "CUSTOMER_WORKER_KAFKA_GROUPID": "a", "CUSTOMER_WORKER_CONFG": "b", "CUSTOMER_WORKER_SOMETHING": "c",
      ]) == """
        3 faults in the settings:
        CUSTOMER_WORKER_CONFG: is not a setting
          did you mean CUSTOMER_WORKER_CONFIG?
        CUSTOMER_WORKER_KAFKA_GROUPID: is not a setting
          did you mean CUSTOMER_WORKER_KAFKA_GROUP_ID?
        CUSTOMER_WORKER_SOMETHING: is not a setting
          take it out; Config/README.md lists every setting
        """)
  }

  @Test func `A variable for properties needs the name of one`() throws {
    #expect(
      try folder.faults(environment: ["CUSTOMER_WORKER_KAFKA_PROPERTIES": "sasl.username=a"]) == """
        1 fault in the settings:
        CUSTOMER_WORKER_KAFKA_PROPERTIES: kafka.properties needs the name of a property
          write one variable for each, as CUSTOMER_WORKER_KAFKA_PROPERTIES_SASL_USERNAME for sasl.username
        """)
  }

  @Test func `Variables that Kubernetes makes for a service are not settings`() throws {
    let environment = [
      "CUSTOMER_WORKER_SERVICE_HOST": "10.0.0.1", "CUSTOMER_WORKER_SERVICE_PORT": "9090",
      "CUSTOMER_WORKER_SERVICE_PORT_METRICS": "9090", "CUSTOMER_WORKER_PORT": "tcp://10.0.0.1:9090",
      "CUSTOMER_WORKER_PORT_9090_TCP": "tcp://10.0.0.1:9090", "CUSTOMER_WORKER_PORT_9090_TCP_PROTO": "tcp",
      "CUSTOMER_WORKER_PORT_9090_TCP_PORT": "9090", "CUSTOMER_WORKER_METRICS_PORT_9090_TCP_ADDR": "10.0.0.1",
    ]
    #expect(try folder.faults(environment: environment) == "none")
    #expect(try folder.faults(environment: ["CUSTOMER_WORKER_HTTP_PORT": "9090"]) != "none")
  }
}
