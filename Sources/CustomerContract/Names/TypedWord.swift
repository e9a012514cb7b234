/// A word that was typed, as names are compared with it: in lower case and without the marks that only separate words.
struct TypedWord: BitwiseCopyable {
  /// Longer words are not compared: no name is near them.
  static let bytesMaximum = 64

  /// The indexes of its letters in the alphabet of the names.
  private(set) var letters = InlineArray<64, UInt8>(repeating: 0)
  private(set) var count = 0
  /// A bit for each of its letters; letters whose indexes differ by a multiple of 64 share one.
  private(set) var letterBits: UInt64 = 0

  /// - Parameter typed: No more than `bytesMaximum` bytes.
  init(_ typed: PaddedBytes, _ alphabet: borrowing LetterAlphabet) {
    for offset in 0..<typed.count {
      let index = alphabet.index(of: typed[offset])
      letters[count] = index
      // Without a branch: a mark is overwritten by the next letter.
      count &+= index == LetterAlphabet.separator ? 0 : 1
      letterBits |= 1 &<< UInt64(index & 63)
    }
  }
}
