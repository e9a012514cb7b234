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

  /// Longer words are not compared: no name is near them.
  private static let bytesMaximum = 64

  private let words: [Word]

  init(_ names: [String]) {
    words = names.map { name in
      name.utf8.prefix(Self.bytesMaximum).reduce(into: Word()) { $0.append($1) }
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
    for index in words.indices {
      let length = words[index].count
      let most = min(best.map { $0.distance - 1 } ?? .max, max(1, length / 3))
      // A replacement changes two letters of the set at most, everything else one.
      guard most >= 0, abs(length - word.count) <= most,
        (words[index].letters ^ word.letters).nonzeroBitCount <= 2 * most
      else { continue }
      if let distance = Self.distance(word, words[index], most: most) { best = (index, distance) }
    }
    return best?.index
  }

  /// Nil when it is more than `most`.
  private static func distance(_ a: borrowing Word, _ b: borrowing Word, most: Int) -> Int? {
    var beforeLast = InlineArray<65, UInt8>(repeating: 0)
    var last = InlineArray<65, UInt8> { UInt8($0) }
    var previousLeast = 0
    for i in 0..<a.count {
      var row = InlineArray<65, UInt8>(repeating: 0)
      row[0] = UInt8(i + 1)
      var least = row[0]
      for j in 0..<b.count {
        var cost = min(last[j] + (a.bytes[i] == b.bytes[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a.bytes[i] == b.bytes[j - 1], a.bytes[i - 1] == b.bytes[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row[j + 1] = cost
        least = min(least, cost)
      }
      // It only grows from row to row, but for a swap, which looks back two.
      if Int(least) > most, previousLeast > most { return nil }
      previousLeast = Int(least)
      beforeLast = last
      last = row
    }
    let distance = Int(last[b.count])
    return distance <= most ? distance : nil
  }
}
