import EmbeddedKafka
import Foundation
import Platform
import Settings
import Testing

@testable import CustomerWorkerCLI

/// `run` as a process of its own, whose standard error is a pipe that is full and that nobody reads.
@Suite struct StuckReaderTests {
  /// A pipe without room for one more byte.
  private static func fullPipe() throws -> Pipe {
    let pipe = Pipe()
    let descriptor = pipe.fileHandleForWriting.fileDescriptor
    let flags = fcntl(descriptor, F_GETFL)
    _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
    let block = [UInt8](repeating: UInt8(ascii: "x"), count: 4096)
    while unsafe write(descriptor, block, block.count) > 0 {}
    while unsafe write(descriptor, block, 1) > 0 {}
    // The flag is the open file's, which the process will share.
    _ = fcntl(descriptor, F_SETFL, flags)
    return pipe
  }

  /// The program beside the bundle of these tests.
  private static func program() throws -> URL {
    let words = CommandLine.arguments
    let option = words.firstIndex(of: "--test-bundle-path").map { words[$0 + 1] } ?? words[0]
    return URL(filePath: option).deletingLastPathComponent().appending(path: "customer-worker")
  }

  private static func run(_ words: [String], errors: Pipe) throws -> Process {
    let process = Process()
    process.executableURL = try program()
    process.arguments = words
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors.fileHandleForWriting
    try process.run()
    return process
  }

  /// The exit code; nil when the process has not ended within a minute, and is killed.
  private static func exitCode(of process: Process) -> Int32? {
    let deadline = MonotonicClock.milliseconds() + 60_000
    while process.isRunning, MonotonicClock.milliseconds() < deadline { MonotonicClock.wait(milliseconds: 20) }
    if process.isRunning {
      kill(process.processIdentifier, SIGKILL)
      return nil
    }
    return process.terminationStatus
  }

  @Test func `A worker decides, and ends when it is asked to`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    var settings = WorkerSettings()
    settings.kafka.bootstrapServers = cluster.bootstrapServers
    for topic in ["customer.create.commands", "customer.create.accepted", "customer.create.rejected"] {
      try cluster.createTopic(topic, partitions: 4)
    }
    let errors = try Self.fullPipe()
    let process = try Self.run(
      ["run", "--kafka-bootstrap-servers", cluster.bootstrapServers, "--lanes", "1", "--log-level", "debug"]
        + ["--kafka-properties", "debug=all", "--http-listen", "127.0.0.1:0"], errors: errors)
    var source = SampleSource(count: 500, seed: 1)
    var exchange = try DemoExchange(settings: settings, partitions: 4)
    let isWhole = try exchange.run(&source, ProgramEnvironment()) { process.isRunning }
    #expect(isWhole)
    #expect(exchange.report.addsUp)
    kill(process.processIdentifier, SIGTERM)
    #expect(Self.exitCode(of: process) == 0)
    withExtendedLifetime(errors) {}
  }

  @Test func `A worker that reaches no broker ends with its code`() throws {
    let errors = try Self.fullPipe()
    let process = try Self.run(
      ["run", "--kafka-bootstrap-servers", "127.0.0.1:1", "--start-deadline-seconds", "1", "--http-listen", "off"],
      errors: errors)
    #expect(Self.exitCode(of: process) == ExitCode.unavailable.rawValue)
    withExtendedLifetime(errors) {}
  }

  @Test func `The second signal ends a worker at once`() throws {
    let errors = try Self.fullPipe()
    let process = try Self.run(
      ["run", "--kafka-bootstrap-servers", "127.0.0.1:1", "--start-deadline-seconds", "0", "--http-listen", "off"],
      errors: errors)
    // It takes signals once its thread for them is there.
    let status = "/proc/\(process.processIdentifier)/task"
    let deadline = MonotonicClock.milliseconds() + 60_000
    while MonotonicClock.milliseconds() < deadline, !Self.hasThread(named: "signals", in: status) {
      MonotonicClock.wait(milliseconds: 10)
    }
    kill(process.processIdentifier, SIGINT)
    kill(process.processIdentifier, SIGTERM)
    // The question to the broker takes seconds, and the first signal is only looked at after it.
    #expect(Self.exitCode(of: process) == ExitCode.temporaryFailure.rawValue)
    withExtendedLifetime(errors) {}
  }

  private static func hasThread(named name: String, in folder: String) -> Bool {
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return threads.contains { thread in
      (try? String(contentsOfFile: "\(folder)/\(thread)/comm", encoding: .utf8)) == name + "\n"
    }
  }
}
