import CustomerContract
import Settings
import Testing

@Suite struct FileTests {
  private let folder: SettingsFolder

  init() throws { folder = try SettingsFolder() }

  @Test func `Every kind of value is read`() throws {
    let settings = try folder.load(
      yaml: """
        lanes: 3
        unknownFields: "keep"
        kafka:
          groupId: 'on'
          assignmentStrategy: [roundrobin]
          properties:
            sasl.username: ada
            ssl.ca.pem: |
              one
              two
        commands:
          eventTypes:
            - a
            - b
        """
    ).settings
    #expect(settings.lanes == 3)
    #expect(settings.rules.unknownFields == .keep)
    #expect(settings.kafka.groupId == "on")
    #expect(settings.kafka.assignmentStrategy == ["roundrobin"])
    #expect(settings.kafka.properties == ["sasl.username": "ada", "ssl.ca.pem": "one\ntwo\n"])
    #expect(settings.rules.eventTypes == ["a", "b"])
  }

  @Test func `A scalar is its text, whatever YAML takes it for`() throws {
    let settings = try folder.load(
      yaml: "{topics: {commands: true, accepted: 0x10, rejected: 2026-01-01}, kafka: {groupId: 1.0}}"
    ).settings
    #expect(settings.topics.commands == "true")
    #expect(settings.topics.accepted == "0x10")
    #expect(settings.topics.rejected == "2026-01-01")
    #expect(settings.kafka.groupId == "1.0")
  }

  @Test(arguments: [
    "", "# nothing", "---", "~", "kafka:", "lanes: ~", "lanes: null", "kafka: {groupId: , properties: {a.b: }}",
    "commands: {eventTypes: }",
  ])
  func `A null leaves the default`(_ yaml: String) throws {
    #expect(try folder.load(yaml: yaml).settings == WorkerSettings())
  }

  @Test func `The location of a value is its line and column`() throws {
    let loaded = try folder.load(yaml: "# é\nkafka:\n  groupId:   \"é\"\n  instanceId: a\n")
    let path = folder.path("worker.yaml")
    #expect(loaded.source(of: "kafka.groupId") == .file(path: path, line: 3, column: 14))
    #expect("\(loaded.source(of: "kafka.instanceId"))" == "\(path):4:15")
  }

  @Test func `Every fault is reported at once, with its location and its remedy`() throws {
    #expect(
      try folder.faults(
        yaml: """
          lanes: many
          kafka:
            groupID: a
            bootstrapServers: k1:9092,k2:x
            sessionTimeoutMs: 10
            onLostRecords: continu
            lanes: 3
            properties:
              group.id: b
              sasl: {username: ada}
            assignmentStrategy: range
          topics.commands: x
          topics: {accepted: "a b"}
          nothing: 1
          log: text
          commands: {eventTypes: []}
          results: {copyHeaders: [ok, Ce_Id], problemBase: "a b"}
          """) == """
          16 faults in the settings:
          worker.yaml:1:8: lanes must be a whole number from 1 to 64, not "many"
            correct it, or take it out for the default: one for each processor
          worker.yaml:3:3: kafka.groupID is not a setting
            did you mean kafka.groupId?
          worker.yaml:4:21: kafka.bootstrapServers must be HOST or HOST:PORT, comma separated, not "k1:9092,k2:x"
            correct it, or take it out for the default: 127.0.0.1:9092
          worker.yaml:5:21: kafka.sessionTimeoutMs must be a whole number from 1000 to 300000, not "10"
            correct it, or take it out for the default: 10000
          worker.yaml:6:18: kafka.onLostRecords must be continue, hold or stop, not "continu"
            did you mean continue?
          worker.yaml:7:3: kafka.lanes is not a setting
            did you mean lanes?
          worker.yaml:9:15: kafka.properties.group.id is a setting of its own
            use kafka.groupId
          worker.yaml:10:11: kafka.properties.sasl must be one text
            write the whole name on one line, as sasl.username: ada
          worker.yaml:11:23: kafka.assignmentStrategy must be a list
            write `[first, second]`
          worker.yaml:12:1: topics.commands must be inside its group
            write each name of the path on a line of its own, below the one before it
          worker.yaml:13:20: topics.accepted must be a topic name (1 to 249 of a-z A-Z 0-9 . _ -, but not . or ..), \
          not "a b"
            correct it, or take it out for the default: customer.create.accepted
          worker.yaml:14:1: nothing is not a setting
            take it out; Config/README.md lists every setting
          worker.yaml:15:6: log is a group of settings, not a value
            write its settings below it, each on a line, with two more spaces
          worker.yaml:16:24: commands.eventTypes must name one or more
            correct it, or take it out for the default: customer.create
          worker.yaml:17:24: results.copyHeaders must be a list, each a header name (1 to 255 visible ASCII characters, \
          but none that results have anyway), not "Ce_Id"
            correct it, or take it out
          worker.yaml:17:50: results.problemBase must be a URI reference (RFC 3986; 1 to 512 characters), not "a b"
            correct it, or take it out for the default: urn:customer-create:problem:
          """)
  }

  @Test func `A file that cannot be read is a fault`() throws {
    let error = #expect(throws: SettingsErrors.self) {
      try WorkerSettings.load(flags: [], environment: [:], file: "/none/worker.yaml")
    }
    #expect(
      error?.description == """
        1 fault in the settings:
        --config: the settings file /none/worker.yaml cannot be read: No such file or directory
          correct the path or the file's rights
        """)
    let folderError = #expect(throws: SettingsErrors.self) {
      try WorkerSettings.load(flags: [], environment: ["CUSTOMER_WORKER_CONFIG": "/"], file: nil)
    }
    #expect(
      folderError?.description == """
        1 fault in the settings:
        CUSTOMER_WORKER_CONFIG: the settings file / cannot be read: Is a directory
          correct the path or the file's rights
        """)
  }

  @Test func `A file over the limit is not read`() throws {
    #expect(
      try folder.faults(yaml: String(repeating: "#\n", count: 1 << 20)) == """
        1 fault in the settings:
        --config: the settings file worker.yaml is larger than 1048576 bytes
          correct the path or the file's rights
        """)
  }
}
