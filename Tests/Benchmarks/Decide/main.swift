// How much deciding costs beside a bare walk of the same bytes: in one process, in turns.
//
//   customer-worker sample --count 20000 --bad 0 >FILE
//   swift run -c release DecideBenchmark FILE [ROUNDS]
//
// Prints nanoseconds a command, the median of the rounds, and the ratio of each to the walk of the same round.

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

func nanosecondsEach(_ count: Int, _ body: () -> Void) -> Double {
  let duration = ContinuousClock().measure(body)
  return duration / .nanoseconds(1) / Double(max(1, count))
}

func median(_ values: [Double]) -> Double {
  values.sorted()[values.count / 2]
}

func run() throws {
  let arguments = CommandLine.arguments
  guard arguments.count >= 2 else {
    print("usage: DecideBenchmark FILE [ROUNDS]")
    exit(64)
  }
  let commands = try lines(of: arguments[1])
  let rounds = arguments.count > 2 ? Int(arguments[2]) ?? 11 : 11
  var processor = CommandProcessor(rules: Rules(), format: ResultFormat())
  let headers = RecordHeaders()
  let position = RecordPosition(topic: "customer.create.commands", partition: 0, offset: 7, timestamp: 0)
  let context = DecisionContext(clusterID: "cluster", time: 0, resultBytes: 1_000_000)
  var outgoing = OutgoingRecords()
  var accepted = 0
  var figures: [String: [Double]] = [:]
  let names = ["bare walk", "decide", "decide and encode"]
  for round in 0...rounds {
    let walk = nanosecondsEach(commands.count) {
      for line in commands {
        unsafe line.bytes.withUnsafeBufferPointer { bytes in
          guard let start = bytes.baseAddress, unsafe bare_walk(start, line.count) >= 0 else { return }
        }
      }
    }
    accepted = 0
    let decide = nanosecondsEach(commands.count) {
      for line in commands {
        let value = unsafe line.bytes.span.bytes.extracting(first: line.count)
        let decision = processor.decide(value: value, headers: headers, position: position, context: context)
        if decision.isAccepted { accepted += 1 }
      }
    }
    let encode = nanosecondsEach(commands.count) {
      for line in commands {
        let value = unsafe line.bytes.span.bytes.extracting(first: line.count)
        let decision = processor.decide(value: value, headers: headers, position: position, context: context)
        _ = processor.encode(
          decision, key: nil, headers: headers, position: position, context: context, into: &outgoing)
        if outgoing.count == 10_000 { outgoing.reset() }
      }
    }
    // The first round warms up.
    guard round > 0 else { continue }
    for (name, figure) in zip(names, [walk, decide, encode]) { figures[name, default: []].append(figure) }
  }
  let bytes = commands.reduce(0) { $0 + $1.count } / max(1, commands.count)
  print("\(commands.count) commands of \(bytes) bytes, \(accepted) accepted, \(rounds) rounds")
  let walks = figures[names[0]] ?? []
  for name in names {
    let values = figures[name] ?? []
    let ratios = zip(values, walks).map { $0 / $1 }
    print(
      "\(name.padding(toLength: 20, withPad: " ", startingAt: 0))"
        + String(format: "%8.0f ns   x %.2f", median(values), median(ratios)))
  }
}

try run()
