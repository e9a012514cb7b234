import Glibc
import Testing

import ContractTestSupport

@testable import ContractSamples
@testable import CustomerContract

/// Commands made to cost as much time and memory as a command can, of 900,000 bytes and of ordinary size.
@Suite struct HostileCommandTests {
  static let bytes = 890_000
  static let smallBytes = 1000

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

  /// A shorter command may cost as much as one of so many bytes: its result alone takes half of an ordinary command's work.
  static let costedBytesMinimum = 128

  // The most that a byte costs beside one of an ordinary command. In a debug build, which CI tests, this finds what grows
  // faster than its bytes; `Tests/Benchmarks/instructions.py` counts the instructions of the release build.
  #if DEBUG
    static let costMaximum = 15.0
    static let smallCostMaximum = 20.0
  #else
    static let costMaximum = 10.0
    static let smallCostMaximum = 10.0
  #endif

  private static func names(bytes: Int) -> [String] {
    HostileShape.all.filter { $0.isMade(of: bytes) }.map(\.name)
  }

  private static func text(_ name: String, bytes: Int) throws -> [UInt8] {
    try #require(HostileShape.all.first { $0.name == name }).text(bytes: bytes)
  }

  @Test(arguments: names(bytes: bytes))
  func `No command costs many times an ordinary one of its size, and none has more errors than a result reports`(
    _ name: String
  ) throws {
    let text = try Self.text(name, bytes: Self.bytes)
    #expect(text.count <= 900_000)
    let cost = Self.seconds([text]) / Double(text.count) / Self.ordinarySeconds
    #expect(cost < Self.costMaximum, "\(cost) times")
    let decided = Decided(text, .init())
    #expect(decided.errors.count <= Rules().limits.errors)
    #expect(decided.value.count <= 1_000_000)
  }

  @Test(arguments: names(bytes: smallBytes))
  func `No small command costs many times an ordinary one of its size`(_ name: String) throws {
    let text = try Self.text(name, bytes: Self.smallBytes)
    let count = 100_000 / max(text.count, Self.costedBytesMinimum)
    let bytes = max(text.count, Self.costedBytesMinimum) * count
    let cost = Self.seconds(Array(repeating: text, count: count)) / Double(bytes) / Self.ordinarySeconds
    #expect(cost < Self.smallCostMaximum, "\(cost) times")
  }

  @Test func `Shapes are as large as they are asked to be, and no larger`() {
    for shape in HostileShape.all {
      for bytes in [Self.smallBytes, 4000, 200_000, Self.bytes] where shape.isMade(of: bytes) {
        let text = shape.text(bytes: bytes)
        #expect(text.count <= bytes && !text.isEmpty, "\(shape.name), \(bytes) bytes")
      }
    }
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
    let members = (0..<28_000).map { #""\u0061\#($0)":"\n""# }.joined(separator: ",")
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
