import Foundation
import Platform
import Testing

@testable import Telemetry

@Suite struct LogLineTests {
  private static let time = UTCTimestamp(milliseconds: 1_795_579_506_789)

  private func line(
    _ message: String, _ fields: [(name: String, value: FieldValue)] = [], _ format: LogFormat, count: Int = 1
  ) -> String {
    LogLine(Happened(message: message, fields: fields), count: count, format: format, time: Self.time).text
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
    ("a\u{2028}b\u{2029}c", #"a\u2028b\u2029c"#), ("ä/€/😀", "ä/€/😀"), ("a\u{202E}b\u{2066}c", #"a\u202eb\u2066c"#),
    ("a\u{E0041}b", #"a\udb40\udc41b"#),
  ])
  func `JSON escapes what is no plain character`(_ text: String, _ escaped: String) throws {
    let json = line(text, [("field", .string(text))], .json)
    #expect(json.contains("\"message\":\"\(escaped)\",\"field\":\"\(escaped)\"}"))
    let parsed = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(parsed?["message"] as? String == text)
  }

  @Test(arguments: [LogFormat.json, .text])
  func `An event is one line, whatever its message holds`(_ format: LogFormat) {
    let hostile = "a\nb\r\nc\u{0B}d\u{0C}e\u{85}f\u{2028}g\u{2029}h\u{1B}[31m\u{202E}\u{2067}\u{200F}"
    let written = line(hostile, [("field", .string(hostile))], format)
    #expect(written.unicodeScalars.allSatisfy { !CharacterSet.newlines.contains($0) && $0.value >= 0x20 })
    #expect(written.unicodeScalars.allSatisfy { $0.properties.generalCategory != .format })
  }

  @Test func `Bytes that are not UTF-8 become replacement characters, and the line stays JSON`() throws {
    let text = String(decoding: [0x61, 0xFF, 0xED, 0xA0, 0x80, 0x62] as [UInt8], as: UTF8.self)
    let json = line(text, [], .json)
    let parsed = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(parsed?["message"] as? String == text)
  }

  @Test func `A line that stands for several events says for how many`() {
    #expect(line("no", [("lane", 3)], .text, count: 17).hasSuffix("warning no lane=3 times=17"))
    #expect(line("no", [], .json, count: 17).hasSuffix(#""message":"no","times":17}"#))
  }
}
