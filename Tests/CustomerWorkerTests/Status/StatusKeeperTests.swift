import Foundation
import Glibc
import Settings
import Telemetry
import Testing

@testable import CustomerWorker

/// The end of the thread that keeps the status.
@Suite struct StatusKeeperTests {
  private static func keeper(certificate: String? = nil) throws -> StatusKeeper {
    var settings = WorkerSettings()
    if let certificate { settings.kafka.properties["ssl.ca.location"] = certificate }
    return try StatusKeeper(
      board: StatusBoard(settings: settings, version: "0"), settings: settings,
      log: EventLog(level: .error, format: .json, descriptor: -1))
  }

  @Test func `A stop waits for the thread`() throws {
    let keeper = try Self.keeper()
    #expect(keeper.stop(waitingMilliseconds: 60_000))
  }

  @Test func `A stop tells of a thread that a file holds`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "certificates-\(UUID())").path
    let isMade = unsafe mkfifo(path, 0o600) == 0
    try #require(isMade)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let keeper = try Self.keeper(certificate: path)
    // Opening a pipe for writing waits for its reader: from here on the thread reads.
    let writer = unsafe open(path, O_WRONLY)
    try #require(writer >= 0)
    defer { close(writer) }
    #expect(!keeper.stop(waitingMilliseconds: 10))
  }
}
