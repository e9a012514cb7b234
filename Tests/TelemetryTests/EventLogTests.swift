import Foundation
import Platform
import Testing

@testable import Telemetry

@Suite struct EventLogTests {
  private struct Happened: Event {
    static let name = "something-happened"
    var level = LogLevel.warning
    var message: String
    var fields: [(name: String, value: FieldValue)] = []
  }

  private static let time = UTCTimestamp(milliseconds: 1_795_579_506_789)

  private func line(_ message: String, _ fields: [(name: String, value: FieldValue)] = [], _ format: LogFormat)
    -> String
  {
    EventLog.line(Happened(message: message, fields: fields), format: format, time: Self.time)
  }

  @Test func `A line of JSON`() {
    #expect(
      line("all is well", [("lane", 3), ("topic", "commands"), ("big", FieldValue(UInt64.max))], .json)
        == #"{"time":"2026-11-25T04:05:06.789Z","level":"warning","event":"something-happened","#
        + #""message":"all is well","lane":3,"topic":"commands","big":9223372036854775807}"#)
  }

  @Test func `A line of text`() {
    #expect(
      line("all is well", [("lane", 3), ("topic", "commands")], .text)
        == "2026-11-25T04:05:06.789Z warning all is well lane=3 topic=commands")
  }

  @Test(arguments: [
    ("a\"b", #"a\"b"#), ("a\\b", #"a\\b"#), ("a\nb", #"a\nb"#), ("a\r\nb", #"a\u000d\nb"#), ("a\tb", #"a\u0009b"#),
    ("a\0b", #"a\u0000b"#), ("a\u{1F}b", #"a\u001fb"#), ("a\u{7F}b", #"a\u007fb"#), ("a\u{85}b", #"a\u0085b"#),
    ("a\u{2028}b\u{2029}c", #"a\u2028b\u2029c"#), ("ä/€/😀", "ä/€/😀"),
  ])
  func `JSON escapes what is no plain character`(_ text: String, _ escaped: String) throws {
    let json = line(text, [("field", .string(text))], .json)
    #expect(json.contains("\"message\":\"\(escaped)\",\"field\":\"\(escaped)\"}"))
    let parsed = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(parsed?["message"] as? String == text)
  }

  @Test(arguments: [LogFormat.json, .text])
  func `An event is one line, whatever its message holds`(_ format: LogFormat) {
    let hostile = "a\nb\r\nc\u{0B}d\u{0C}e\u{85}f\u{2028}g\u{2029}h\u{1B}[31m"
    let written = line(hostile, [("field", .string(hostile))], format)
    #expect(written.unicodeScalars.allSatisfy { !CharacterSet.newlines.contains($0) && $0.value >= 0x20 })
  }

  @Test func `Bytes that are not UTF-8 become replacement characters, and the line stays JSON`() throws {
    let text = String(decoding: [0x61, 0xFF, 0xED, 0xA0, 0x80, 0x62] as [UInt8], as: UTF8.self)
    let json = line(text, [], .json)
    let parsed = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(parsed?["message"] as? String == text)
  }

  @Test func `An event below the level is not written, one at it is a line by itself`() throws {
    let pipe = Pipe()
    let log = EventLog(level: .warning, format: .text, descriptor: pipe.fileHandleForWriting.fileDescriptor)
    log.emit(Happened(level: .info, message: "no"))
    log.emit(Happened(level: .warning, message: "yes"))
    try pipe.fileHandleForWriting.close()
    let written = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(written.hasSuffix("Z warning yes\n"))
    #expect(written.split(separator: "\n").count == 1)
  }

  @Test func `A reader that has gone away does not stop the worker`() throws {
    let log = EventLog(level: .debug, format: .json, descriptor: -1)
    log.emit(Happened(message: "nobody reads this"))
  }
}
