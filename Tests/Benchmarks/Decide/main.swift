// How much deciding costs beside a bare walk of the same bytes: in one process, in turns.
//
//   customer-worker sample --count 20000 --bad 0 >FILE
//   swift run -c release DecideBenchmark FILE [ROUNDS] [--json | --encode-only | --hostile]
//
// Prints nanoseconds a command and the ratio to the walk. With `--encode-only` the commands are decided and their results
// written, so many times, and nothing else: for programs that count instructions. With `--hostile` those of the file and
// then hostile ones are, and a line for each says its name, its bytes and its nanoseconds, by the least of the rounds.

import BareWalk
import CustomerContract
import Foundation

/// A command with the padding that simdjson asks for.
struct Line {
  let bytes: [UInt8]
  let count: Int
}

func lines(of path: String) throws -> [Line] {
  try [UInt8](Data(contentsOf: URL(filePath: path))).split(separator: UInt8(ascii: "\n")).map { line in
    Line(bytes: line + [UInt8](repeating: 0, count: 64), count: line.count)
  }
}

/// What is measured, in nanoseconds for a slice of the commands.
struct Turn {
  var walk = 0.0
  var decide = 0.0
  var encode = 0.0

  /// The least of each: what it takes when nothing else is in the way.
  func least(_ other: Turn) -> Turn {
    Turn(walk: min(walk, other.walk), decide: min(decide, other.decide), encode: min(encode, other.encode))
  }
}

/// Measures commands, a slice after the other: so many in a row that the processor remembers none from its last turn, so
/// few that a turn is over before another process takes its place.
struct Measurement: ~Copyable {
  private let headers = RecordHeaders()
  private let position = RecordPosition(
    topic: "customer.create.commands", partition: 0, offset: 7_301_244, timestamp: 1_764_061_200_123)
  private let context = DecisionContext(clusterID: "4L6g3nShT-eMCtK--X86sw", time: 0, resultBytes: 1_000_000)
  private var processor = CommandProcessor(rules: Rules(), format: ResultFormat())
  private var outgoing = OutgoingRecords()
  private(set) var accepted = 0

  /// Decides commands and writes their results into memory that is free.
  mutating func encodeOnce(_ commands: [Line]) {
    outgoing.reset()
    encode(commands[...])
  }

  mutating func encodeAll(_ commands: [Line], rounds: Int) {
    for _ in 0..<rounds { encode(commands[...]) }
  }

  mutating func turn(_ slice: ArraySlice<Line>) -> Turn {
    let start = ContinuousClock.now
    walk(slice)
    let walked = ContinuousClock.now
    decide(slice)
    let decided = ContinuousClock.now
    encode(slice)
    let encoded = ContinuousClock.now
    return Turn(
      walk: (walked - start) / .nanoseconds(1), decide: (decided - walked) / .nanoseconds(1),
      encode: (encoded - decided) / .nanoseconds(1))
  }

  private func walk(_ slice: ArraySlice<Line>) {
    for line in slice {
      unsafe line.bytes.withUnsafeBufferPointer { bytes in
        guard let start = bytes.baseAddress, unsafe bare_walk(start, line.count) >= 0 else { return }
      }
    }
  }

  private mutating func decide(_ slice: ArraySlice<Line>) {
    for line in slice {
      let value = unsafe line.bytes.span.bytes.extracting(first: line.count)
      let decision = processor.decide(value: value, headers: headers)
      if decision.isAccepted { accepted += 1 }
    }
  }

  private mutating func encode(_ slice: ArraySlice<Line>) {
    for line in slice {
      let value = unsafe line.bytes.span.bytes.extracting(first: line.count)
      let decision = processor.decide(value: value, headers: headers)
      _ = processor.encode(decision, key: nil, headers: headers, position: position, context: context, into: &outgoing)
      if outgoing.count == 10_000 { outgoing.reset() }
    }
  }
}

func run() throws {
  var arguments = Array(CommandLine.arguments.dropFirst())
  let isJSON = arguments.contains("--json")
  let isHostile = arguments.contains("--hostile")
  let isEncodeOnly = arguments.contains("--encode-only")
  arguments.removeAll { $0.hasPrefix("--") }
  guard let path = arguments.first else {
    print("usage: DecideBenchmark FILE [ROUNDS] [--json | --encode-only | --hostile]")
    exit(64)
  }
  let commands = try lines(of: path)
  let rounds = arguments.count > 1 ? Int(arguments[1]) ?? 11 : 11
  let starts = stride(from: 0, to: commands.count, by: 500)
  var measurement = Measurement()
  if isHostile {
    var costs = HostileCosts()
    return costs.measure(beside: commands, rounds: rounds)
  }
  if isEncodeOnly { return measurement.encodeAll(commands, rounds: rounds) }
  var turns: [Turn] = []
  for round in 0...rounds {
    let measured = starts.map { measurement.turn(commands[$0..<min($0 + 500, commands.count)]) }
    // The first round warms up.
    if round > 0 { turns = turns.isEmpty ? measured : zip(turns, measured).map { $0.least($1) } }
  }
  func each(_ total: (Turn) -> Double) -> Double { turns.reduce(0) { $0 + total($1) } / Double(max(1, commands.count)) }
  let walk = each(\.walk)
  let figures = [("walk", walk), ("decide", each(\.decide)), ("decide and encode", each(\.encode))]
  if isJSON {
    print("{" + figures.map { String(format: "\"%@\": %.1f", $0, $1) }.joined(separator: ", ") + "}")
    return
  }
  let bytes = commands.reduce(0) { $0 + $1.count } / max(1, commands.count)
  print(
    "\(commands.count) commands of \(bytes) bytes, \(measurement.accepted / (rounds + 1)) accepted, \(rounds) rounds")
  for (name, figure) in figures {
    print(
      "\(name.padding(toLength: 20, withPad: " ", startingAt: 0))"
        + String(format: "%8.0f ns   x %.2f", figure, figure / walk))
  }
}

try run()
