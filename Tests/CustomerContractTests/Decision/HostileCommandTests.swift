import Glibc
import Testing

import ContractTestSupport

@testable import CustomerContract

/// Commands of 900,000 bytes, made to cost as much time and memory as a command can.
@Suite struct HostileCommandTests {
  static let bytes = 890_000

  /// A piece again and again, as often as it fits, each with its number.
  static func many(_ bytes: Int = Self.bytes, separator: String = ",", _ piece: (Int) -> String) -> String {
    var text = ""
    var index = 0
    while text.utf8.count < bytes {
      if index > 0 { text += separator }
      text += piece(index)
      index += 1
    }
    return text
  }

  /// Arrays nested too deeply, below names that each are as long as a pointer may be.
  static let deepBelowLongNames: String = {
    let name = String(repeating: "n", count: 1000)
    let levels = String(repeating: #"{"\#(name)":"#, count: 62)
    return command(
      #""creditLimit":\#(levels)[\#(many(800_000) { _ in "[]" })]\#(String(repeating: "}", count: 62))"#)
  }()

  static let shapes: [(name: String, text: String)] = [
    ("too deep below long names", deepBelowLongNames),
    (
      "too deep",
      command(
        #""creditLimit":"# + String(repeating: "[", count: 62) + "[" + many { _ in "[]" } + "]"
          + String(repeating: "]", count: 62))
    ),
    ("a field again and again", command(many { _ in #""status":1"# })),
    (
      "nested duplicates, then a field again and again",
      command(
        #""creditLimit":[\#(many(bytes / 2) { _ in #"{"a":1,"a":1}"# })],"#
          + many(bytes / 2) { _ in #""status":1"# })
    ),
    ("nested duplicates", command(#""creditLimit":[\#(many { _ in #"{"a":1,"a":1}"# })]"#)),
    ("long numbers", command(#""creditLimit":[\#(many { _ in String(repeating: "1", count: 1001) })]"#)),
    ("one long number", command(#""healthScore":1\#(String(repeating: "0", count: bytes))"#)),
    ("unknown members", command(many { "\"u\($0)\":0" })),
    ("near misses", command(many { _ in #""primaryEmial":0"# })),
    ("members of one object", command(#""contractTerms":{\#(many { "\"u\($0)\":0" })}"#)),
    (
      "names that differ at their end",
      command(
        #""creditLimit":{\#((0..<999).map { "\"\(String(repeating: "n", count: 870))\($0)\":0" }.joined(separator: ","))}"#
      )
    ),
    ("escaped names", command(#""creditLimit":[\#(many { _ in #"{"\u0061":0}"# })]"#)),
    (
      "short escapes", command(#""creditLimit":{\#((0..<1000).map { "\"\\n\($0)\":\"\\n\"" }.joined(separator: ","))}"#)
    ),
    ("one escaped string", command(#""website":"\#(many(separator: "") { _ in #"\ud83d\ude00"# })""#)),
    ("blanks", #"{"legalName":"\#(many(separator: "") { _ in "\u{2003}" })"}"#),
    ("white space", String(repeating: " ", count: bytes) + "{}"),
    ("white space between", "{\"creditLimit\":[" + many { _ in "\"\"   \n   " } + "]}"),
    ("brackets", String(repeating: "[", count: bytes)),
    ("control characters", String(repeating: "\u{1}", count: bytes)),
    ("quotes", String(repeating: #"""#, count: bytes)),
    ("backslashes", String(repeating: #"\"#, count: bytes)),
    ("an event's members again and again", #"{"specversion":"1.0",\#(many { _ in #""x":0"# })}"#),
    ("an event's many members", #"{"specversion":"1.0",\#(many { "\"x\($0)\":\"\"" })}"#),
    ("an event's attribute again and again", #"{"specversion":"1.0",\#(many { _ in #""id":"\n""# })}"#),
    ("an event's data in base 64", #"{"specversion":"1.0","data_base64":"\#(many(separator: "") { _ in "AQEB" })"}"#),
  ]

  @Test(arguments: shapes.map(\.name))
  func `no command costs more than a few passes over it, and none more errors than a result reports`(
    _ name: String
  ) throws {
    let text = try #require(Self.shapes.first { $0.name == name }?.text)
    #expect(text.utf8.count <= 900_000)
    let bytes = Array(text.utf8)
    let start = Self.threadSeconds
    let decided = Decided(bytes, .init())
    // Without optimisation one pass takes some tenths of a second; quadratic time was minutes.
    #expect(Self.threadSeconds - start < 6)
    #expect(decided.errors.count <= Rules().limits.errors)
    #expect(decided.value.count <= 1_000_000)
  }

  @Test func `the memory of a very large record is given back`() {
    let large = [UInt8](repeating: 0x20, count: 10_000_000)
    let small = Array("{}".utf8)
    var text = TokenizedText()
    for _ in 0..<2 {
      unsafe text.load(large.span.bytes)
      #expect(text.capacity == 10_000_000)
      unsafe text.load(small.span.bytes)
      #expect(text.capacity == 65_536 && text.view.isEqual(to: "{}"))
    }
  }

  static var threadSeconds: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
