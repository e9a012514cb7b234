import Settings
import Testing

@Suite struct FlagTests {
  private let folder: SettingsFolder

  init() throws { folder = try SettingsFolder() }

  @Test func `A property's flag without an equals sign is not shown`() throws {
    #expect(
      try folder.faults(flags: [
        ("--kafka-properties", "geheim"), ("--kafka-properties", "=geheim"),
        ("--kafka-properties", "sasl.password:geheim=x"), ("--kafka-properties", "sasl.password geheim=x"),
      ]) == """
        4 faults in the settings:
        --kafka-properties: kafka.properties must be NAME=VALUE
          write the property's name and an equals sign before its value
        --kafka-properties: kafka.properties must be NAME=VALUE
          write the property's name and an equals sign before its value
        --kafka-properties: kafka.properties must be NAME=VALUE
          write the property's name and an equals sign before its value
        --kafka-properties: kafka.properties must be NAME=VALUE
          write the property's name and an equals sign before its value
        """)
  }

  @Test func `A flag that no setting has is a fault`() throws {
    #expect(
      try folder.faults(flags: [("--lane", "1")]) == """
        1 fault in the settings:
        --lane: is not a setting
          did you mean --lanes?
        """)
  }

  @Test func `An empty value of a flag is a fault`() throws {
    #expect(
      try folder.faults(flags: [("--kafka-group-id", ""), ("--results-copy-headers", "a,")]) == """
        2 faults in the settings:
        --kafka-group-id: kafka.groupId must not be empty
          correct it, or take it out for the default: customer-worker
        --results-copy-headers: results.copyHeaders has an empty name
          take the extra comma out
        """)
  }
}
