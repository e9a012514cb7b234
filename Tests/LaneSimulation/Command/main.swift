import Dispatch
import Foundation
import LaneSimulation
import Synchronization

// Runs random schedules of faults on the production lane:
//   SimulateLanes [--schedules N] [--seed FIRST] [--jobs N] [--failures N] [--canary NAME]
//     [--states] [--seeds-to-stderr]
// Exits with 0 when no schedule broke the promise and every kind of event happened; with a canary, when one was caught.

func option(_ name: String) -> String? {
  let arguments = CommandLine.arguments
  guard let index = arguments.firstIndex(of: "--\(name)"), index + 1 < arguments.count else { return nil }
  return arguments[index + 1]
}

let count = option("schedules").flatMap { UInt64($0) } ?? 50_000
let first = option("seed").flatMap { UInt64($0) } ?? 1
let jobs = option("jobs").flatMap { Int($0) } ?? ProcessInfo.processInfo.activeProcessorCount
/// After this many it stops.
let failuresMaximum = option("failures").flatMap { Int($0) } ?? 5
/// Each seed before its schedule: the last one is that of a trap.
let writesSeeds = CommandLine.arguments.contains("--seeds-to-stderr")
let canary = option("canary").flatMap { Canary(rawValue: $0) }

let outcome = Mutex((coverage: Coverage(), failures: [(seed: UInt64, text: String)]()))
let next = Atomic<UInt64>(first)
DispatchQueue.concurrentPerform(iterations: jobs) { _ in
  var coverage = Coverage()
  let pool = ProcessorPool()
  while true {
    let seed = next.wrappingAdd(1, ordering: .relaxed).oldValue
    guard seed < first + count, outcome.withLock({ $0.failures.count }) < failuresMaximum else { break }
    if writesSeeds { FileHandle.standardError.write(Data("\(seed)\n".utf8)) }
    let schedule = Schedule(seed: seed, canary: canary, pool: pool)
    let failure = schedule.run()
    coverage += schedule.coverage
    if let failure { outcome.withLock { $0.failures.append((seed, failure)) } }
  }
  outcome.withLock { $0.coverage += coverage }
}

let (coverage, failures) = outcome.withLock { $0 }
for failure in failures { print("seed \(failure.seed): \(failure.text)") }
print("\(count) schedules from seed \(first): \(coverage.summary)")
if canary != nil {
  print(failures.isEmpty ? "the canary was not caught" : "the canary was caught")
  exit(failures.isEmpty ? 1 : 0)
}
if CommandLine.arguments.contains("--states") { print(coverage.states.report) }
// Some come once in ten thousand schedules.
if count >= 50_000, !coverage.states.unseen.isEmpty {
  print("no lane was in these states: \(coverage.states.unseen.map(\.description).joined(separator: ", "))")
}
let missing = count < 1000 ? [] : coverage.missing
if !missing.isEmpty { print("never happened: \(missing)") }
exit(failures.isEmpty && missing.isEmpty ? 0 : 1)
