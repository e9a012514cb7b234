import Foundation
import Platform
import Synchronization
import Testing

@testable import Telemetry

@Suite struct EventLogTests {
  /// A pipe and the log that writes into it.
  private final class Piped: Sendable {
    let pipe = Pipe()
    let log: EventLog
    private let text = Mutex("")
    private let ended = StopSignal()

    init(level: LogLevel = .debug) {
      log = EventLog(level: level, format: .text, descriptor: pipe.fileHandleForWriting.fileDescriptor)
    }

    /// Reads everything on a thread of its own.
    func startReading() throws {
      try WorkerThread.start(named: "reader") { [self] in
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        text.withLock { $0 = String(decoding: bytes, as: UTF8.self) }
        ended.request()
      }
    }

    /// The lines from their level on; the log's thread has written all of them.
    func lines() throws -> [String] {
      #expect(log.flush(withinMilliseconds: 60_000))
      try pipe.fileHandleForWriting.close()
      ended.wait(milliseconds: 60_000)
      return text.withLock { $0 }.split(separator: "\n").map { String($0.drop { $0 != "Z" }.dropFirst(2)) }
    }
  }

  @Test func `An event below the level is not written, one at it is a line by itself`() throws {
    let piped = Piped(level: .warning)
    try piped.startReading()
    piped.log.emit(Happened(level: .info, message: "no"))
    piped.log.emit(Happened(level: .warning, message: "yes"))
    #expect(try piped.lines() == ["warning yes"])
  }

  @Test func `An event that repeats is written once, and at the end with its count`() throws {
    let piped = Piped()
    try piped.startReading()
    for number in 1...100 { piped.log.emit(Happened(message: "again \(number)", repetitionKey: "a")) }
    piped.log.emit(Happened(message: "another", repetitionKey: "b"))
    #expect(try piped.lines() == ["warning again 1", "warning another", "warning again 100 times=99"])
  }

  @Test func `A reader that is stuck keeps nobody waiting, and learns how many lines it has missed`() throws {
    let piped = Piped()
    let message = String(repeating: "x", count: 1000)
    let sent = 3000
    // A pipe holds 64 KiB and the queue 1 MiB: two thirds of these find no room, and nothing has been read yet.
    for number in 0..<sent { piped.log.emit(Happened(message: "\(number) \(message)")) }
    #expect(piped.log.flush(withinMilliseconds: 50) == false)

    try piped.startReading()
    #expect(piped.log.flush(withinMilliseconds: 60_000))
    piped.log.emit(Happened(message: "at the end"))
    let lines = try piped.lines()
    let written = lines.filter { $0.hasSuffix("x") }
    #expect(written.count > 1000)
    #expect(written.enumerated().allSatisfy { $1 == "warning \($0) \(message)" })
    let dropped = sent - written.count
    #expect(
      lines.dropFirst(written.count) == [
        "warning \(dropped) lines of the log were dropped, since nobody read them count=\(dropped)",
        "warning at the end",
      ])
  }

  @Test func `Lines of several threads do not mix, however long they are`() async throws {
    let piped = Piped()
    try piped.startReading()
    await withTaskGroup(of: Void.self) { group in
      for letter in ["a", "b", "c", "d"] {
        group.addTask {
          for _ in 0..<20 { piped.log.emit(Happened(message: String(repeating: letter, count: 10_000))) }
        }
      }
    }
    let lines = try piped.lines()
    #expect(lines.count == 80)
    #expect(lines.allSatisfy { $0.hasPrefix("warning ") && $0.count == 10_008 && Set($0.suffix(10_000)).count == 1 })
  }

  @Test func `A descriptor that is closed loses the lines and stops nothing`() throws {
    let log = EventLog(level: .debug, format: .json, descriptor: -1)
    log.emit(Happened(message: "nobody reads this"))
    #expect(log.flush(withinMilliseconds: 60_000))
  }
}
