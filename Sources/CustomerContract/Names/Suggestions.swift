/// Names, one of which may have been meant by a word that is none of them.
public struct Suggestions: Sendable {
  /// A name that may have been meant, in lower case and without the marks that only separate words.
  private struct Name: BitwiseCopyable {
    /// The offset among the bytes of all names.
    let start: Int
    let count: Int
    let letters: UInt64
    /// The largest distance of a word that is near.
    let distanceMaximum: Int
  }

  /// A word that was typed, in the same form.
  private struct Word {
    private let typed: PaddedBytes
    var count = 0
    /// A bit for each letter in it.
    var letters: UInt64 = 0

    init(_ typed: PaddedBytes) {
      self.typed = typed
      for index in 0..<typed.count {
        guard let letter = Suggestions.letter(typed[index]) else { continue }
        letters |= 1 &<< UInt64(letter & 63)
        count += 1
      }
    }

    func insert(into positions: inout LetterPositions) {
      var position: UInt64 = 0
      for index in 0..<typed.count {
        guard let letter = Suggestions.letter(typed[index]) else { continue }
        positions[letter] |= 1 &<< position
        position &+= 1
      }
    }

    func remove(from positions: inout LetterPositions) {
      for index in 0..<typed.count {
        if let letter = Suggestions.letter(typed[index]) { positions[letter] = 0 }
      }
    }
  }

  /// Longer words are not compared: no name is near them.
  private static let bytesMaximum = 64

  private let list: [String]
  private let names: [Name]
  private let bytes: [UInt8]

  public init(_ names: [String]) {
    list = names
    var bytes: [UInt8] = []
    self.names = names.map { name in
      let letters = name.utf8.prefix(Self.bytesMaximum).compactMap(Self.letter)
      let start = bytes.count
      bytes += letters
      return Name(
        start: start, count: letters.count, letters: letters.reduce(0) { $0 | 1 << UInt64($1 & 63) },
        distanceMaximum: max(1, letters.count / 3))
    }
    self.bytes = bytes
  }

  /// In lower case; nil for what only separates words.
  @inline(__always) private static func letter(_ byte: UInt8) -> UInt8? {
    if byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: " ") { return nil }
    return byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  /// The name that was most likely meant; nil when none is near.
  public func nearest(to word: String) -> String? {
    // Eight bytes behind the word may be looked at.
    let bytes = Array(word.utf8) + [UInt8](repeating: 0, count: 8)
    var positions = LetterPositions()
    let index = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe bytes.baseAddress.flatMap {
        unsafe nearest(to: PaddedBytes(start: $0, count: bytes.count - 8), &positions)
      }
    }
    return index.map { list[$0] }
  }

  /// The index of the nearest name; nil when none is near.
  ///
  /// The nearest is the fewest insertions, deletions, replacements and swaps of neighbours away (the optimal string alignment
  /// distance), and no more than a third of its own length; case and the marks between words do not count.
  ///
  /// - Parameter positions: Empty, before and after.
  func nearest(to typed: PaddedBytes, _ positions: inout LetterPositions) -> Int? {
    guard typed.count <= Self.bytesMaximum, typed.count > 0 else { return nil }
    let word = Word(typed)
    // Most words have no name that may be near.
    var hasPositions = false
    defer { if hasPositions { word.remove(from: &positions) } }
    let names = names.span
    let bytes = bytes.span
    var best: (index: Int, distance: Int)?
    for index in names.indices {
      let name = names[index]
      let most = min(best.map { $0.distance - 1 } ?? .max, name.distanceMaximum)
      // Each step brings one letter and takes one away at most.
      guard abs(name.count - word.count) <= most, (name.letters & ~word.letters).nonzeroBitCount <= most,
        (word.letters & ~name.letters).nonzeroBitCount <= most
      else { continue }
      if !hasPositions {
        word.insert(into: &positions)
        hasPositions = true
      }
      let letters = bytes.extracting(name.start..<(name.start + name.count))
      if let distance = Self.distance(word.count, positions, letters, atMost: most) { best = (index, distance) }
    }
    return best?.index
  }

  /// By the bits of words, a column of the table of distances at a time: H. Hyyrö, "A bit-vector algorithm for computing
  /// Levenshtein and Damerau edit distances", Nordic Journal of Computing 10 (2003), section 4.
  ///
  /// - Returns: nil when the distance is larger than the most.
  private static func distance(
    _ count: Int, _ letterPositions: borrowing LetterPositions, _ name: Span<UInt8>, atMost most: Int
  ) -> Int? {
    guard count > 0 else { return name.count <= most ? name.count : nil }
    let last: UInt64 = 1 << UInt64(count - 1)
    var distance = count
    // The bits say where the column's entries grow and fall from one to the next, and where they are the previous diagonal's.
    var grows = UInt64.max
    var falls: UInt64 = 0
    var isDiagonal: UInt64 = 0
    var previousPositions: UInt64 = 0
    for index in name.indices {
      let positions = letterPositions[name[index]]
      let swaps = ((~isDiagonal & positions) << 1) & previousPositions
      isDiagonal = (((positions & grows) &+ grows) ^ grows) | positions | falls | swaps
      // The same from this column to the next.
      let growsAcross = falls | ~(isDiagonal | grows)
      let fallsAcross = isDiagonal & grows
      if growsAcross & last != 0 { distance += 1 }
      if fallsAcross & last != 0 { distance -= 1 }
      // It falls by one with each letter that is left, at most.
      if distance &- (name.count &- 1 &- index) > most { return nil }
      let shifted = growsAcross << 1 | 1
      grows = fallsAcross << 1 | ~(isDiagonal | shifted)
      falls = shifted & isDiagonal
      previousPositions = positions
    }
    return distance
  }
}
