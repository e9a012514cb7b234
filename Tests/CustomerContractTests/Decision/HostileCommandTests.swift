import Glibc
import Testing

import ContractTestSupport

@testable import ContractSamples
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

  /// Duplicates below a name that is longer than a pointer may be.
  static func duplicatesBelow(nameBytes: Int) -> String {
    let name = String(repeating: "n", count: nameBytes)
    return command(#""creditLimit":{"\#(name)":[\#(many(bytes - nameBytes) { _ in #"{"a":1,"a":2}"# })]}"#)
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
    ("duplicates below a name of 9,900 bytes", duplicatesBelow(nameBytes: 9900)),
    ("duplicates below a name of 800,000 bytes", duplicatesBelow(nameBytes: 800_000)),
    (
      "names that are too long",
      command(#""creditLimit":[\#(many { _ in "{\"\(String(repeating: "n", count: 10_001))\":1}" })]"#)
    ),
    ("numbers out of range", command(#""creditLimit":[\#(many { _ in "1e309" })]"#)),
    ("numbers out of range at the end", command(many { "\"u\($0)\":0" } + #","creditLimit":1e309"#)),
    ("exponents of three digits", command(#""creditLimit":[\#(many { _ in "1e300" })]"#)),
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

  /// Commands of ordinary size, each wrong in a way that costs more than being right.
  static let smallShapes: [(name: String, text: String)] = [
    ("unknown members", #"{\#(many(900) { "\"u\($0)\":0" })}"#),
    ("near misses", #"{\#(many(900) { "\"primaryEmia\($0)\":0" })}"#),
    (
      "each format wrong",
      #"{"customerSince":"2024-01-15 09:00","website":"www.example.com/press kit","primaryEmail":"ida holm@exämple.com"}"#
    ),
    (
      "each field of another type",
      "{" + FieldTable.customer.fields.map { "\"\($0.name)\":null" }.joined(separator: ",") + "}"
    ),
    ("not JSON at the end", command(#""notesSummary":"\#(String(repeating: "n", count: 500))",}"#)),
    ("an event without attributes", #"{"specversion":1,"data":"\#(String(repeating: "n", count: 500))"}"#),
    ("Avro", "\0\0\0\0\u{7}" + String(repeating: "n", count: 500)),
    ("nested duplicates", command(#""creditLimit":[\#(many(600) { _ in #"{"a":1,"a":1}"# })]"#)),
    ("numbers out of range", command(#""creditLimit":[\#(many(600) { _ in "1e999" })]"#)),
    (
      "too deep",
      command(
        #""creditLimit":"# + String(repeating: "[", count: 60) + many(500) { _ in "[[]]" }
          + String(repeating: "]", count: 60))
    ),
  ]

  /// Processor time of one command after the other, the least of a few rounds: the machine has other work.
  private static func seconds(_ commands: [[UInt8]], rounds: Int = 3) -> Double {
    var processor = CommandProcessor(rules: Rules(), format: ResultFormat())
    var outgoing = OutgoingRecords()
    let headers = RecordHeaders()
    let position = RecordPosition(topic: "t", partition: 0, offset: 0, timestamp: nil)
    let context = DecisionContext(clusterID: "c", time: 0, resultBytes: 1_000_000)
    var least = Double.infinity
    for _ in 0..<rounds {
      let start = threadSeconds
      for command in commands {
        let decision = unsafe processor.decide(value: command.span.bytes, headers: headers)
        _ = processor.encode(
          decision, key: nil, headers: headers, position: position, context: context, into: &outgoing)
        outgoing.reset()
      }
      least = min(least, threadSeconds - start)
    }
    return least
  }

  /// Seconds a byte of commands as producers write them.
  private static let ordinarySeconds: Double = {
    var generator = SampleGenerator(seed: 5, badShare: 0)
    let commands = (0..<500).map { _ in generator.next().value }
    return seconds(commands) / Double(commands.reduce(0) { $0 + $1.count })
  }()

  // The most that a byte costs beside one of an ordinary command. `Tests/Benchmarks/instructions.py` counts it for the
  // release build, where no other work of the machine counts.
  #if DEBUG
    static let costMaximum = 15.0
    static let smallCostMaximum = 20.0
  #else
    static let costMaximum = 10.0
    static let smallCostMaximum = 17.0
  #endif

  @Test(arguments: shapes.map(\.name))
  func `No command costs many times an ordinary one of its size, and none has more errors than a result reports`(
    _ name: String
  ) throws {
    let text = try #require(Self.shapes.first { $0.name == name }?.text)
    #expect(text.utf8.count <= 900_000)
    let bytes = Array(text.utf8)
    let cost = Self.seconds([bytes]) / Double(bytes.count) / Self.ordinarySeconds
    #expect(cost < Self.costMaximum, "\(cost) times")
    let decided = Decided(bytes, .init())
    #expect(decided.errors.count <= Rules().limits.errors)
    #expect(decided.value.count <= 1_000_000)
  }

  @Test(arguments: smallShapes.map(\.name))
  func `No small command costs many times an ordinary one of its size`(_ name: String) throws {
    let bytes = Array(try #require(Self.smallShapes.first { $0.name == name }?.text).utf8)
    let count = 100_000 / bytes.count
    let cost =
      Self.seconds([[UInt8]](repeating: bytes, count: count)) / Double(bytes.count * count) / Self.ordinarySeconds
    #expect(cost < Self.smallCostMaximum, "\(cost) times")
  }

  @Test(arguments: ["x-\u{0}", "ce_ix", "traceparenT", "ce_id"])
  func `Headers by the hundred thousand cost no more than their bytes do`(_ name: String) {
    let value = [UInt8](repeating: 0x78, count: 2)
    let start = Self.threadSeconds
    var headers = RecordHeaders()
    for _ in 0..<100_000 { unsafe headers.append(name: name.utf8Span.span.bytes, value: value.span.bytes) }
    let cost =
      (Self.threadSeconds - start) / Double(100_000 * (name.utf8.count + value.count)) / Self.ordinarySeconds
    #expect(cost < Self.costMaximum, "\(cost) times")
  }

  @Test func `The memory of a very large command is given back once commands are small again`() {
    let large = [UInt8](repeating: 0x20, count: 10_000_000)
    let small = Array("{}".utf8)
    var decider = CommandDecider(rules: Self.generous, format: ResultFormat(), table: .customer)
    for _ in 0..<2 {
      _ = unsafe decider.decide(value: large.span.bytes, headers: RecordHeaders())
      #expect(decider.text.capacity == 10_000_000)
      for _ in 0..<1000 { _ = unsafe decider.decide(value: small.span.bytes, headers: RecordHeaders()) }
      #expect(decider.text.capacity == 10_000_000)
      for _ in 0..<2 { _ = unsafe decider.decide(value: small.span.bytes, headers: RecordHeaders()) }
      #expect(decider.text.capacity == 65_536 && decider.text.view.isEqual(to: "{}"))
    }
  }

  private static let generous: Rules = {
    var rules = Rules()
    rules.limits.commandBytes = 20_000_000
    return rules
  }()

  @Test func `So is that of escaped strings and names`() {
    let members = Self.many(500_000) { #""\u0061\#($0)":"\n""# }
    let large = Array(command(#""creditLimit":{\#(members)}"#).utf8)
    let small = Array(command(#""notesSummary":"\n""#).utf8)
    var rules = Self.generous
    rules.limits.members = 100_000
    var decider = CommandDecider(rules: rules, format: ResultFormat(), table: .customer)
    let strings = decider.reader.strings.capacity
    let names = decider.reader.checker.nameCapacity
    _ = unsafe decider.decide(value: large.span.bytes, headers: RecordHeaders())
    #expect(decider.reader.strings.capacity > large.count)
    #expect(decider.reader.checker.nameCapacity > 10_000)
    for _ in 0..<1002 { _ = unsafe decider.decide(value: small.span.bytes, headers: RecordHeaders()) }
    #expect(decider.reader.strings.capacity == strings)
    #expect(decider.reader.checker.nameCapacity == names)
  }

  static var threadSeconds: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
