import Foundation
import Platform
import Testing

@testable import CustomerWorkerCLI

/// Properties that only a client of librdkafka's refuses, before anything is asked of a broker.
@Suite struct ClientCheckTests {
  @Test(arguments: ["check-config", "run"], ["properties", "consumer-properties", "producer-properties"])
  func `A certificate that cannot be read ends with 78, whichever client has it`(
    _ command: String, _ setting: String
  ) throws {
    let run = try ProgramRun([
      command, "--kafka-properties", "security.protocol=SSL", "--kafka-\(setting)",
      "ssl.certificate.location=/none/cert",
    ])
    #expect(run.code == .settings)
    #expect(run.output == "")
    #expect(
      run.errors.contains(
        "--kafka-\(setting): kafka.\(setting.replacing("-p", with: "P")).ssl.certificate.location names a file that "
          + "cannot be read: No such file or directory\n"))
    #expect(run.errors.hasPrefix("1 fault in the settings:"))
  }

  @Test func `A key that is none is refused, and is not shown`() throws {
    let run = try ProgramRun([
      "check-config", "--kafka-properties", "security.protocol=SSL", "--kafka-producer-properties",
      "ssl.key.pem=geheim",
    ])
    #expect(run.code == .settings)
    #expect(run.errors.contains("kafka.producerProperties.ssl.key.pem is refused by librdkafka: ssl.key.pem failed"))
    #expect(!run.errors.contains("geheim"))
  }

  @Test func `A mechanism without what it needs is refused`() throws {
    let run = try ProgramRun([
      "check-config", "--kafka-consumer-properties", "security.protocol=SASL_SSL", "--kafka-consumer-properties",
      "sasl.mechanism=PLAIN",
    ])
    #expect(run.code == .settings)
    #expect(run.errors.contains("sasl.username and sasl.password must be set"))
  }

  @Test func `The default mechanism is a warning`() throws {
    let run = try ProgramRun(["check-config", "--kafka-properties", "security.protocol=SASL_SSL"])
    #expect(run.code == .success)
    #expect(run.errors.hasPrefix("warning: --kafka-properties: kafka.properties.sasl.mechanisms is not set"))
  }

  @Test func `A value that librdkafka refuses is shown, unless it may be a secret`() throws {
    let shown = try ProgramRun(["check-config", "--kafka-properties", "debug=everything"])
    #expect(shown.code == .settings)
    #expect(shown.errors.contains("everything"))
    let folder = try TemporaryFolder()
    let file = try folder.file("debug", "everything")
    let hidden = try ProgramRun(["check-config"], environment: ["CUSTOMER_WORKER_KAFKA_PROPERTIES_DEBUG_FILE": file])
    #expect(hidden.code == .settings)
    #expect(!hidden.errors.contains("everything"))
  }
}
