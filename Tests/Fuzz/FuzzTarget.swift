@testable internal import CustomerContract
internal import Foundation
internal import Glibc

/// libFuzzer's entry: bytes → settings, headers and value → decision → result → checks.
///
/// Only the contract is instrumented: what these checks do shall neither cost time nor count as coverage.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  unsafe FuzzTarget.shared.check(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

final class FuzzTarget {
  nonisolated(unsafe) static let shared = FuzzTarget()

  private var lanes: [Int: FuzzLane] = [:]
  private var account = FuzzAccount()
  private let results = FuzzResults()

  private init() {
    atexit { FuzzTarget.shared.account.print() }
  }

  func check(_ bytes: [UInt8]) {
    let input = FuzzInput(bytes)
    let lane = lanes[input.settings.number] ?? FuzzLane(input.settings)
    lanes[input.settings.number] = lane

    let output = lane.run(input)
    // A pure function of its input, whatever was decided before.
    if account.inputs % 4 == 0 {
      _ = lane.run(.neighbour(input.settings, numbered: account.inputs / 4))
      require(lane.run(input) == output, "decided twice, decided differently")
    }
    if account.inputs % 256 == 0 {
      require(FuzzLane(input.settings).run(input) == output, "a fresh processor decides differently")
    }
    FuzzChecks(input: input, output: output).run(isSample: account.inputs % 64 == 0)
    account.add(output)
    if account.inputs % 50 == 0 { results.append(output.value) }
  }
}

func require(_ condition: Bool, _ what: @autoclosure () -> String) {
  if !condition { fatalError(what()) }
}
