/// Names whose distances from a word are found at once: each has a bit for each of its letters, in one of two machine words.
///
/// By the bits of words, a column of the table of distances at a time: H. Hyyrö, "A bit-vector algorithm for computing
/// Levenshtein and Damerau edit distances", Nordic Journal of Computing 10 (2003), section 4. Here the tables of many names
/// are side by side with a bit between them, so that neither a sum nor a shift goes from one into the next. So what a word costs depends on its length
/// alone, and no word costs more because many names are like it.
struct NameGroup: Sendable {
  /// Where a name's bits are.
  struct Slot: BitwiseCopyable {
    let lane: Int
    let bits: UInt64
  }

  /// The last columns of the names' tables: where their entries grow and fall from one to the next.
  struct Columns: BitwiseCopyable {
    fileprivate var grows: SIMD2<UInt64>
    fileprivate var falls: SIMD2<UInt64>
    /// The letters of the word.
    fileprivate let count: Int

    /// The distance of the word from a name of the group.
    func distance(from name: Slot) -> Int {
      count + (grows[name.lane] & name.bits).nonzeroBitCount - (falls[name.lane] & name.bits).nonzeroBitCount
    }
  }

  private static let lanes = 2

  /// The indexes of the names among all.
  private(set) var names: Range<Int>
  private var used = [0, 0]
  /// The bits of the names' first letters, and of all.
  private var firsts: SIMD2<UInt64> = .zero
  private var all: SIMD2<UInt64> = .zero
  /// By the index of a letter: where it is in the names.
  private var positions: [SIMD2<UInt64>]

  /// - Parameters:
  ///   - start: The index of the first name.
  ///   - letterCount: How many letters are told apart.
  init(from start: Int, letterCount: Int) {
    names = start..<start
    positions = Array(repeating: .zero, count: letterCount)
  }

  var letterCount: Int { positions.count }

  /// Takes the next name in; nil when there is no room for it.
  ///
  /// - Parameter letters: Their indexes, up to 64; 0 is none's.
  mutating func take(_ letters: [UInt8]) -> Slot? {
    guard let lane = (0..<Self.lanes).first(where: { used[$0] + letters.count <= UInt64.bitWidth }) else { return nil }
    var bits: UInt64 = 0
    for (index, letter) in letters.enumerated() {
      let bit: UInt64 = 1 << UInt64(used[lane] + index)
      bits |= bit
      positions[Int(letter)][lane] |= bit
      if index == 0 { firsts[lane] |= bit }
    }
    all[lane] |= bits
    used[lane] += letters.count + 1
    names = names.lowerBound..<(names.upperBound + 1)
    return Slot(lane: lane, bits: bits)
  }

  /// The last columns for a word.
  ///
  /// - Parameters:
  ///   - letters: The indexes of its letters.
  ///   - count: How many of these there are.
  func columns(of letters: borrowing InlineArray<64, UInt8>, _ count: Int) -> Columns {
    let positions = positions.span
    var columns = Columns(grows: all, falls: .zero, count: count)
    // Where an entry is that of the diagonal before it.
    var isDiagonal: SIMD2<UInt64> = .zero
    var previous: SIMD2<UInt64> = .zero
    for index in 0..<count {
      let here = positions[Int(letters[index])]
      let swaps = ((~isDiagonal & here) &<< 1) & previous
      // What a name's last bit carries on ends in the bit behind it, which grows and positions do not have.
      isDiagonal = (((here & columns.grows) &+ columns.grows) ^ columns.grows) | here | columns.falls | swaps
      // The same from this column to the next.
      let growsAcross = columns.falls | ~(isDiagonal | columns.grows)
      let fallsAcross = isDiagonal & columns.grows
      let shifted = growsAcross &<< 1 | firsts
      columns.grows = ((fallsAcross &<< 1) | ~(isDiagonal | shifted)) & all
      columns.falls = shifted & isDiagonal
      previous = here
    }
    return columns
  }
}
