/// Up to 64 names, of which those that a word may be near to are found at once.
///
/// Where a few steps lead from a word to a name, each letter of the word that stays is in the name too, and moves by no more
/// positions than there are steps. So each letter that is not about there takes one of the steps that the name has to spare.
/// That is a table's line for each letter of the word, whatever names there are.
struct NameGroup: Sendable {
  static let namesMaximum = 64

  /// By the length of a word, and then behind the others for longer ones: the steps that each name has to spare.
  private var spare: [StepCounters]
  /// For each letter and each index in a word: the names that have the letter near that index.
  private var near: [UInt64]
  /// No longer word is near a name.
  private let lettersMaximum: Int

  /// - Parameter names: No more than `namesMaximum`.
  init(_ names: ArraySlice<NamePattern>, letterCount: Int) {
    precondition(names.count <= Self.namesMaximum, "a word of 64 bits has one for each name")
    let lettersMaximum = names.map { $0.count + $0.distanceMaximum }.max() ?? 0
    self.lettersMaximum = lettersMaximum
    spare = Array(repeating: StepCounters(), count: lettersMaximum + 1)
    near = Array(repeating: 0, count: letterCount * lettersMaximum)
    for (index, name) in names.enumerated() { take(name, bit: 1 << UInt64(index)) }
  }

  private mutating func take(_ name: NamePattern, bit: UInt64) {
    let most = name.distanceMaximum
    // Letters that the name has more than the word take steps as well.
    for count in max(0, name.count - most)...(name.count + most) {
      spare[count].add(bit, steps: most - max(0, name.count - count))
    }
    for (index, letter) in name.letters.enumerated() {
      for wordIndex in max(0, index - most)..<min(lettersMaximum, index + most + 1) {
        near[Int(letter) * lettersMaximum + wordIndex] |= bit
      }
    }
  }

  /// The names that a word may be near to, with the steps that each has left to spare; the lowest bit is the first name's.
  @inline(__always) func names(near word: borrowing TypedWord) -> StepCounters {
    guard word.count <= lettersMaximum else { return StepCounters() }
    var counters = spare.span[word.count]
    let near = near.span
    let letters = word.letters.span
    var index = 0
    while index < word.count, counters.names != 0 {
      counters.takeStep(from: ~near[Int(letters[index]) &* lettersMaximum &+ index])
      index &+= 1
    }
    return counters
  }
}
