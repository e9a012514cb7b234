import Foundation
import Testing

@testable import Settings

@Suite struct SecurityCheckTests {
  private let folder: SettingsFolder

  init() throws { folder = try SettingsFolder() }

  private static let old: Int32 = 0x0200_02ff
  private static let new: Int32 = 0x0206_01ff

  private func warnings(
    yaml: String? = nil, environment: [String: String] = [:], flags: [(flag: String, value: String)] = [],
    librdkafka: Int32 = new
  ) throws -> [String] {
    try folder.load(yaml: yaml, environment: environment, flags: flags).warnings(librdkafka: librdkafka)
      .map { $0.description.replacingOccurrences(of: folder.path("worker.yaml"), with: "worker.yaml") }
  }

  @Test func `The defaults and a good connection have no warning`() throws {
    #expect(try warnings() == [])
    #expect(
      try warnings(
        yaml: """
          kafka:
            bootstrapServers: k1:9093
            properties: {security.protocol: sasl_ssl, sasl.mechanisms: PLAIN, sasl.username: a, ssl.ca.location: /ca}
          """, environment: ["CUSTOMER_WORKER_KAFKA_PROPERTIES_SASL_PASSWORD": "b"]) == [])
  }

  @Test func `A secret on the command line`() throws {
    #expect(
      try warnings(flags: [
        ("--kafka-properties", "ssl.key.password=a"), ("--kafka-producer-properties", "ssl_key=b"),
      ]) == [
        """
        warning: --kafka-properties: kafka.properties.ssl.key.password is a secret on the command line, \
        which every user of this machine can read
          name a file that holds it by the variable CUSTOMER_WORKER_KAFKA_PROPERTIES_SSL_KEY_PASSWORD_FILE
        """,
        """
        warning: --kafka-producer-properties: kafka.producerProperties.ssl_key is a secret on the command line, \
        which every user of this machine can read
          write it into the settings file, with the rights 640
        """,
      ])
  }

  @Test func `A secret in a file that everybody may read`() throws {
    let yaml = "kafka: {properties: {ssl.key.password: a}}"
    let file = try folder.file("worker.yaml", yaml)
    for (mode, isWarned) in [(0o644, true), (0o640, false), (0o600, false)] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
      let loaded = try WorkerSettings.load(flags: [], environment: [:], file: file)
      let problems = loaded.warnings(librdkafka: Self.new).map(\.problem)
      #expect(problems == (isWarned ? ["is a secret in a file that every user of this machine can read"] : []))
    }
  }

  @Test(arguments: ["false", "False", "f", "0"])
  func `Certificates that are not checked`(_ value: String) throws {
    let found = try warnings(flags: [("--kafka-properties", "enable.ssl.certificate.verification=\(value)")])
    #expect(found.count == 1)
    #expect(found[0].contains("kafka.properties.enable.ssl.certificate.verification is off"))
    #expect(try warnings(flags: [("--kafka-properties", "enable.ssl.certificate.verification=true")]) == [])
    #expect(
      try warnings(flags: [("--kafka-consumer-properties", "ssl.endpoint.identification.algorithm=none")]).count == 1)
  }

  @Test(arguments: [
    ("k1:9092", true), ("localhost,k2", true), ("127.0.0.1:9092", false), ("localhost", false), ("[::1]:9092", false),
  ])
  func `SASL without TLS to another machine`(_ servers: String, _ isWarned: Bool) throws {
    let found = try warnings(
      yaml: "kafka: {properties: {security.protocol: SASL_PLAINTEXT, sasl.mechanism: PLAIN}}",
      flags: [("--kafka-bootstrap-servers", servers)])
    #expect(found.count == (isWarned ? 1 : 0))
    #expect(found.allSatisfy { $0.contains("is SASL_PLAINTEXT: the password and the commands go to k") })
  }

  @Test func `SASL that has no effect`() throws {
    #expect(
      try warnings(yaml: "kafka: {consumerProperties: {security.protocol: SSL, sasl.username: a}}") == [
        """
        warning: worker.yaml:1:69: kafka.consumerProperties.sasl.username has no effect: security.protocol is SSL
          set security.protocol to SASL_SSL, or take it out
        """
      ])
  }

  @Test func `SASL without a mechanism means Kerberos`() throws {
    let found = try warnings(flags: [("--kafka-properties", "security.protocol=SASL_SSL")])
    #expect(found.count == 1)
    #expect(found[0].contains("kafka.properties.sasl.mechanisms is not set, which means GSSAPI (Kerberos)"))
  }

  @Test func `SCRAM with a library that cannot do it against Kafka 4`() throws {
    let yaml = "kafka: {properties: {security.protocol: SASL_SSL, sasl.mechanism: scram-sha-512}}"
    #expect(
      try warnings(yaml: yaml, librdkafka: Self.old) == [
        """
        warning: worker.yaml:1:67: kafka.properties.sasl.mechanism is SCRAM-SHA-512, which Kafka 4 refuses with \
        librdkafka 2.0.2 even if the password is right: before 2.6.1 it sends its nonce twice
          use librdkafka 2.6.1 or newer, or another mechanism; deploy/README.md says how
        """
      ])
    #expect(try warnings(yaml: yaml, librdkafka: Self.new) == [])
  }

  @Test func `A protocol of a broker must be that of the clients`() throws {
    #expect(
      try folder.faults(yaml: "kafka: {producerProperties: {security.protocol: ssl}, bootstrapServers: 'k1,ssl://k2'}")
        == """
        1 fault in the settings:
        worker.yaml:1:73: kafka.bootstrapServers names SSL, but security.protocol is PLAINTEXT
          set security.protocol among kafka.properties, or take the protocol out of kafka.bootstrapServers
        """)
    #expect(
      try folder.faults(yaml: "kafka: {properties: {security.protocol: ssl}, bootstrapServers: 'SSL://k1,ssl://k2'}")
        == "none")
  }
}
