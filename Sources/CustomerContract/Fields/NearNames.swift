/// Names, one of which may have been meant by a word that is none of them.
struct NearNames: Sendable {
  /// A name in lower case and without the marks that only separate words.
  private struct Word {
    var bytes = InlineArray<64, UInt8>(repeating: 0)
    var count = 0
    /// A bit for each letter in it.
    var letters: UInt64 = 0

    mutating func append(_ byte: UInt8) {
      if byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: " ") { return }
      let lowerCase = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
      bytes[count] = lowerCase
      count += 1
      letters |= 1 << UInt64(lowerCase & 63)
    }
  }

  /// A name that may have been meant: how long it is, and where in it each byte stands.
  private struct Name {
    let count: Int
    let letters: UInt64
    /// For each byte: a bit for each of its places in the name.
    let places: [UInt64]

    init(_ word: Word) {
      count = word.count
      letters = word.letters
      var places = [UInt64](repeating: 0, count: 256)
      for index in 0..<word.count { places[Int(word.bytes[index])] |= 1 << UInt64(index) }
      self.places = places
    }
  }

  /// Longer words are not compared: no name is near them.
  private static let bytesMaximum = 64

  private let names: [Name]

  init(_ names: [String]) {
    self.names = names.map { name in
      Name(name.utf8.prefix(Self.bytesMaximum).reduce(into: Word()) { $0.append($1) })
    }
  }

  /// The place of the nearest name: the fewest insertions, deletions, replacements and swaps of neighbours away (the
  /// optimal string alignment distance), and no more than a third of its length; case does not count. Nil when none is
  /// near.
  func nearest(to typed: ByteView) -> Int? {
    guard typed.count <= Self.bytesMaximum, typed.count > 0 else { return nil }
    var word = Word()
    for index in 0..<typed.count { word.append(typed[index]) }
    var best: (index: Int, distance: Int)?
    for index in names.indices {
      let length = names[index].count
      let most = min(best.map { $0.distance - 1 } ?? .max, max(1, length / 3))
      // A replacement changes two letters of the set at most, everything else one.
      guard most >= 0, abs(length - word.count) <= most,
        (names[index].letters ^ word.letters).nonzeroBitCount <= 2 * most
      else { continue }
      let distance = Self.distance(word, names[index])
      if distance <= most { best = (index, distance) }
    }
    return best?.index
  }

  /// By the bits of words, a column of the table of distances at a time: H. Hyyrö, "A bit-vector algorithm for computing
  /// Levenshtein and Damerau edit distances", Nordic Journal of Computing 10 (2003), section 4.
  private static func distance(_ word: borrowing Word, _ name: Name) -> Int {
    guard name.count > 0 else { return word.count }
    let last: UInt64 = 1 << UInt64(name.count - 1)
    var distance = name.count
    // Where the column's entries grow and fall from one to the next, and where they are the diagonal's of the one before.
    var grows = UInt64.max
    var falls: UInt64 = 0
    var isDiagonal: UInt64 = 0
    var previousPlaces: UInt64 = 0
    for index in 0..<word.count {
      let places = name.places[Int(word.bytes[index])]
      let swaps = ((~isDiagonal & places) << 1) & previousPlaces
      isDiagonal = (((places & grows) &+ grows) ^ grows) | places | falls | swaps
      // The same from this column to the next.
      let growsAcross = falls | ~(isDiagonal | grows)
      let fallsAcross = isDiagonal & grows
      if growsAcross & last != 0 { distance += 1 }
      if fallsAcross & last != 0 { distance -= 1 }
      let shifted = growsAcross << 1 | 1
      grows = fallsAcross << 1 | ~(isDiagonal | shifted)
      falls = shifted & isDiagonal
      previousPlaces = places
    }
    return distance
  }
}
