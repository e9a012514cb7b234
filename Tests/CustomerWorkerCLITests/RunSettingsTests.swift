import Platform
import Testing

@testable import CustomerWorkerCLI

/// What ends `run` before it asks for a broker.
@Suite struct RunSettingsTests {
  @Test func `Faults of the settings file are reported together, each with its line`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file(
      "worker.yaml",
      """
      kafka:
        bootstrapServer: 127.0.0.1:9092
      transaction:
        records: 0
      """)
    try expectMisconfigured(
      ["--config", file],
      says: [
        "worker.yaml:2:", "kafka.bootstrapServer", "kafka.bootstrapServers", "worker.yaml:4:", "transaction.records",
      ])
  }

  @Test func `An unknown variable of the environment is named`() throws {
    let name = "CUSTOMER_WORKER_KAFKA_BOOTSTRAP_SERVER"
    try expectMisconfigured([], [name: "127.0.0.1:9092"], says: [name])
  }

  @Test func `A variable that is out of bounds is named with its setting`() throws {
    let name = "CUSTOMER_WORKER_TRANSACTION_RECORDS"
    try expectMisconfigured([], [name: "0"], says: [name, "transaction.records"])
  }

  @Test func `A flag that is out of bounds is named`() throws {
    try expectMisconfigured(["--lanes", "1000000"], says: ["--lanes"])
  }

  @Test func `A property that would break the promise is named`() throws {
    try expectMisconfigured(["--kafka-properties", "enable.auto.commit=true"], says: ["enable.auto.commit"])
  }

  @Test func `An unknown flag is a wrong command line`() throws {
    let run = try ProgramRun(["run", "--no-such-setting", "1"], input: "")
    #expect(run.code.rawValue == 64)
    #expect(run.errors.contains("--no-such-setting"))
  }

  private func expectMisconfigured(
    _ flags: [String], _ environment: [String: String] = [:], says words: [String],
    location: SourceLocation = #_sourceLocation
  ) throws {
    let run = try ProgramRun(["run"] + flags, input: "", environment: environment)
    #expect(run.code.rawValue == 78, sourceLocation: location)
    for word in words { #expect(run.errors.contains(word), sourceLocation: location) }
  }
}
