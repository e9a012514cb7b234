import Settings
import Testing

@Suite struct CrossCheckTests {
  private let folder: SettingsFolder

  init() throws { folder = try SettingsFolder() }

  @Test func `The topics must differ`() throws {
    #expect(
      try folder.faults(
        yaml: "topics: {commands: a, accepted: b}",
        environment: ["CUSTOMER_WORKER_TOPICS_REJECTED": "a"], flags: [("--topics-accepted", "a")]) == """
          3 faults in the settings:
          --topics-accepted: topics.accepted is the topic of topics.commands too
            give each topic a name of its own
          CUSTOMER_WORKER_TOPICS_REJECTED: topics.rejected is the topic of topics.commands too
            give each topic a name of its own
          CUSTOMER_WORKER_TOPICS_REJECTED: topics.rejected is the topic of topics.accepted too
            give each topic a name of its own
          """)
  }

  @Test func `The fault is located where a value was given`() throws {
    #expect(
      try folder.faults(yaml: "topics: {commands: customer.create.accepted}") == """
        1 fault in the settings:
        worker.yaml:1:20: topics.accepted is the topic of topics.commands too
          give each topic a name of its own
        """)
  }

  @Test func `Only assignors of the eager protocol are taken`() throws {
    #expect(
      try folder.faults(flags: [("--kafka-assignment-strategy", "stiky,range,range")]) == """
        1 fault in the settings:
        --kafka-assignment-strategy: kafka.assignmentStrategy must be range or roundrobin, not "stiky"
          correct it, or take it out for the default: range,roundrobin
        """)
    #expect(
      try folder.faults(environment: ["CUSTOMER_WORKER_KAFKA_ASSIGNMENT_STRATEGY": "cooperative-sticky"]) == """
        1 fault in the settings:
        CUSTOMER_WORKER_KAFKA_ASSIGNMENT_STRATEGY: kafka.assignmentStrategy must be range or roundrobin, \
        not "cooperative-sticky"
          correct it, or take it out for the default: range,roundrobin
        """)
  }

  @Test func `Times must fit each other`() throws {
    #expect(
      try folder.faults(flags: [
        ("--transaction-timeout-ms", "5000"), ("--watchdog-seconds", "5"), ("--transaction-interval-ms", "2501"),
      ]) == """
        3 faults in the settings:
        --transaction-timeout-ms: kafka.socketTimeoutMs must be 5100 or less (transaction.timeoutMs + 100), not 10000
          lower kafka.socketTimeoutMs, or give transaction.timeoutMs more
        --transaction-interval-ms: transaction.intervalMs must be 2500 or less (half of transaction.timeoutMs), not 2501
          lower transaction.intervalMs, or give transaction.timeoutMs more
        --watchdog-seconds: watchdog.seconds must be more than transaction.timeoutMs (5000 ms), not 5 s
          give watchdog.seconds more, or lower transaction.timeoutMs
        """)
  }

  @Test func `A value that is wrong by itself is not compared`() throws {
    #expect(
      try folder.faults(flags: [("--transaction-timeout-ms", "1"), ("--kafka-socket-timeout-ms", "200000")]) == """
        1 fault in the settings:
        --transaction-timeout-ms: transaction.timeoutMs must be a whole number from 1000 to 900000, not "1"
          correct it, or take it out for the default: 10000
        """)
  }
}
