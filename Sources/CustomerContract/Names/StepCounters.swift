/// How many steps each of up to 64 names has to spare: all counters go down at once, by a bit for each name.
///
/// A counter's digits are in five words, the lowest in the first, so that taking a step is a subtraction in all of them.
struct StepCounters: BitwiseCopyable {
  /// The largest number that a counter begins with.
  static let maximum = 31

  /// The names whose counters have not gone below zero.
  private(set) var names: UInt64 = 0
  private var ones: UInt64 = 0
  private var twos: UInt64 = 0
  private var fours: UInt64 = 0
  private var eights: UInt64 = 0
  private var sixteens: UInt64 = 0

  /// Counts for one more name.
  ///
  /// - Parameters:
  ///   - name: Its bit.
  ///   - steps: From 0 to `maximum`.
  mutating func add(_ name: UInt64, steps: Int) {
    precondition(steps >= 0 && steps <= Self.maximum, "a counter has five digits")
    names |= name
    if steps & 1 != 0 { ones |= name }
    if steps & 2 != 0 { twos |= name }
    if steps & 4 != 0 { fours |= name }
    if steps & 8 != 0 { eights |= name }
    if steps & 16 != 0 { sixteens |= name }
  }

  /// Takes a step from some of the names; drops those that have none to spare.
  @inline(__always) mutating func takeStep(from some: UInt64) {
    // A zero digit becomes a one and borrows from the next.
    var borrowing = some
    ones ^= borrowing
    borrowing &= ones
    twos ^= borrowing
    borrowing &= twos
    fours ^= borrowing
    borrowing &= fours
    eights ^= borrowing
    borrowing &= eights
    sixteens ^= borrowing
    borrowing &= sixteens
    names &= ~borrowing
  }

  /// The names that have the most steps left to spare; none when no name is left.
  var namesWithMost: UInt64 {
    var most = names
    if most & sixteens != 0 { most &= sixteens }
    if most & eights != 0 { most &= eights }
    if most & fours != 0 { most &= fours }
    if most & twos != 0 { most &= twos }
    if most & ones != 0 { most &= ones }
    return most
  }

  /// Drops a name.
  mutating func remove(_ name: UInt64) { names &= ~name }
}
