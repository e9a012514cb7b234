import Testing

@testable import Settings

@Suite struct PropertyTests {
  private let folder: SettingsFolder

  init() throws { folder = try SettingsFolder() }

  @Test func `Properties that would break the promise are refused with the reason`() throws {
    #expect(
      try folder.faults(
        environment: ["CUSTOMER_WORKER_KAFKA_CONSUMER_PROPERTIES_ISOLATION_LEVEL": "read_uncommitted"],
        flags: [
          ("--kafka-properties", "group.instance.id=a"), ("--kafka-producer-properties", "acks=1"),
        ]) == """
          3 faults in the settings:
          CUSTOMER_WORKER_KAFKA_CONSUMER_PROPERTIES_ISOLATION_LEVEL: kafka.consumerProperties.isolation.level must be \
          read_committed: an aborted command is no command
            take it out
          --kafka-properties: kafka.properties.group.instance.id is made from the replica's name and the lane
            use kafka.instanceId
          --kafka-producer-properties: kafka.producerProperties.acks must be all: fewer can lose a committed result
            take it out
          """)
  }

  @Test func `Every setting that a refusal names exists`() {
    let keys = Setting.all.map(\.key)
    for refused in ReservedProperty.all {
      if let setting = refused.setting { #expect(keys.contains(setting)) }
    }
    let names = ReservedProperty.all.flatMap(\.names)
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: [
    "topic.acks", "topic.request.required.acks", "topic.auto.offset.reset", "topic.message.timeout.ms",
    "topic.delivery.timeout.ms", "topic.queuing.strategy", "topic.auto.commit.enable", "topic.topic.acks",
    "topic.metadata.refresh.interval.ms", "topic.blacklist", "socket.max.fails", "check.crcs", "enable.auto.commit",
    "metadata.broker.list", "max.in.flight", "message.send.max.retries", "delivery.timeout.ms",
  ])
  func `A property is refused under each of its names`(_ name: String) throws {
    for setting in ["properties", "consumer-properties", "producer-properties"] {
      let errors = try folder.faults(flags: [("--kafka-\(setting)", "\(name)=1")])
      #expect(errors.hasPrefix("1 fault in the settings:") && errors.contains(".\(name) "))
    }
  }

  @Test(arguments: [
    "topic.metadata.refresh.sparse", "topic.metadata.refresh.fast.interval.ms", "topic.compression.codec",
    "fetch.min.bytes", "fetch.wait.max.ms", "queued.min.messages", "compression.codec", "sasl.mechanisms",
    "security.protocol", "ssl.ca.location", "socket.nagle.disable", "reconnect.backoff.ms", "debug", "client.id",
  ])
  func `Properties that do no harm are taken`(_ name: String) throws {
    #expect(try folder.load(flags: [("--kafka-properties", "\(name)=1")]).settings.kafka.properties == [name: "1"])
  }

  @Test func `A property must fit the setting that it depends on`() throws {
    #expect(
      try folder.faults(
        yaml: """
          kafka:
            sessionTimeoutMs: 20000
            properties: {max.poll.interval.ms: 10000}
            producerProperties: {linger.ms: 10000}
          """) == """
          2 faults in the settings:
          worker.yaml:3:38: kafka.properties.max.poll.interval.ms must be 20000 or more (kafka.sessionTimeoutMs), not 10000
            correct it, or change kafka.sessionTimeoutMs
          worker.yaml:4:35: kafka.producerProperties.linger.ms must be less than 10000 (transaction.timeoutMs), not 10000
            correct it, or change transaction.timeoutMs
          """)
  }

  @Test(arguments: [
    ("sasl.password", true), ("ssl.key.password", true), ("ssl.key.pem", true), ("ssl_key", true),
    ("ssl.keystore.password", true), ("sasl.oauthbearer.client.secret", true), ("sasl.oauthbearer.config", true),
    ("sasl.username", false), ("ssl.ca.pem", false), ("ssl.key.location", false),
  ])
  func `Secrets are known by their names`(_ name: String, _ isSecret: Bool) {
    #expect(PropertyName.isSecret(name) == isSecret)
  }
}
