/// A name in a form that a word's distance from it is soon found by: where each letter is in it.
///
/// The distance is the least number of insertions, deletions, replacements and swaps of neighbours, no part twice (the
/// optimal string alignment distance). It is found by the bits of a machine word, a column of the table of distances at a
/// time: H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", Nordic Journal of
/// Computing 10 (2003), section 4.
struct NamePattern: Sendable {
  /// The indexes of the letters, in the name's order.
  let letters: [UInt8]
  let count: Int
  /// The largest distance of a word that is near: a third of the name, and 1 at least.
  let distanceMaximum: Int
  /// By the index of a letter: a bit for each of its positions in the name.
  private let positions: [UInt64]
  /// A bit for each letter; see `TypedWord.letterBits`.
  private let letterBits: UInt64

  /// - Parameters:
  ///   - name: Its first 64 bytes count.
  init(_ name: String, _ alphabet: LetterAlphabet) {
    let letters = name.utf8.prefix(UInt64.bitWidth).map(alphabet.index).filter { $0 != LetterAlphabet.separator }
    self.letters = letters
    count = letters.count
    distanceMaximum = max(1, letters.count / 3)
    var positions = [UInt64](repeating: 0, count: alphabet.count)
    for (index, letter) in letters.enumerated() { positions[Int(letter)] |= 1 << UInt64(index) }
    self.positions = positions
    letterBits = letters.reduce(0) { $0 | 1 << UInt64($1 & 63) }
  }

  /// The distance of a word; nil when it is more than `most`.
  @inline(__always) func distance(of word: borrowing TypedWord, atMost most: Int) -> Int? {
    // Each letter that only the name has takes a step.
    guard (letterBits & ~word.letterBits).nonzeroBitCount <= most else { return nil }
    return aligned(word, atMost: most)
  }

  /// The distance is the last entry of a diagonal of the table, on which entries never become smaller.
  private func aligned(_ word: borrowing TypedWord, atMost most: Int) -> Int? {
    let positions = positions.span
    let letters = word.letters.span
    // The row of the diagonal in a column, which is 0 and less above the table.
    var row = count &- word.count
    var distance = abs(row)
    // Where an entry of the last column is one more than the entry above it, and where one less.
    var grows = UInt64.max
    var falls: UInt64 = 0
    // Where an entry is that of the diagonal before it.
    var isDiagonal: UInt64 = 0
    var previous: UInt64 = 0
    var index = 0
    while index < word.count, distance <= most {
      let here = positions[Int(letters[index])]
      let swaps = ((~isDiagonal & here) &<< 1) & previous
      isDiagonal = (((here & grows) &+ grows) ^ grows) | here | falls | swaps
      if row >= 0 { distance &+= Int(truncatingIfNeeded: ~isDiagonal &>> UInt64(row) & 1) }
      row &+= 1
      // The same from this column to the next; the first row grows with each letter of the word.
      let growsAcross = (falls | ~(isDiagonal | grows)) &<< 1 | 1
      let fallsAcross = (isDiagonal & grows) &<< 1
      grows = fallsAcross | ~(isDiagonal | growsAcross)
      falls = growsAcross & isDiagonal
      previous = here
      index &+= 1
    }
    return distance <= most ? distance : nil
  }
}
