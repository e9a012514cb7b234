internal import ContractTestSupport
import Foundation

/// What ordinary commands cost, and then what each shape of a hostile one does in each size: a line for each.
struct HostileCosts: ~Copyable {
  /// The smallest that have the most errors that are reported, and large ones.
  private static let sizes = [1000, 4000, 200_000]
  /// How much is decided in a turn.
  private static let turnBytes = 20_000

  private var measurement = Measurement()

  mutating func measure(beside ordinary: [Line], rounds: Int) {
    measure("ordinary", ordinary, rounds)
    for shape in HostileShape.all {
      for bytes in Self.sizes where shape.isMade(of: bytes) {
        let command = shape.text(bytes: bytes)
        let line = Line(bytes: command + [UInt8](repeating: 0, count: 64), count: command.count)
        measure(shape.name, Array(repeating: line, count: max(1, Self.turnBytes / command.count)), rounds)
      }
    }
  }

  private mutating func measure(_ name: String, _ commands: [Line], _ rounds: Int) {
    // The first turn makes what is made once.
    measurement.encodeOnce(commands)
    var least = Duration.seconds(1000)
    for _ in 0..<rounds {
      let start = ContinuousClock.now
      countedTurn(commands)
      least = min(least, ContinuousClock.now - start)
    }
    let bytes = commands.reduce(0) { $0 + $1.count }
    print("\(name)\t\(bytes / commands.count)\t\(bytes)\t\(least / .nanoseconds(1))")
  }

  /// What `instructions.py` has counted, by this name: nothing else may run in it.
  @inline(never) private mutating func countedTurn(_ commands: [Line]) {
    measurement.encodeOnce(commands)
  }
}
