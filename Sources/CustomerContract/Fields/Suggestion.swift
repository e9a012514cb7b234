/// Finds the name that was probably meant.
enum Suggestion {
  /// Longer words are not compared: no name is near them.
  private static let bytesMaximum = 64

  /// The place of the nearest name: the fewest insertions, deletions, replacements and swaps of neighbours away (the
  /// optimal string alignment distance), and no more than a third of its length; case does not count. Nil when none is
  /// near.
  static func nearest(to typed: ByteView, among names: [[UInt8]]) -> Int? {
    guard typed.count <= bytesMaximum, typed.count > 0 else { return nil }
    let word = folded(typed.array)
    var best: (index: Int, distance: Int)?
    for (index, name) in names.enumerated() {
      let most = min(best.map { $0.distance - 1 } ?? .max, max(1, name.count / 3))
      guard most >= 0, abs(name.count - word.count) <= most else { continue }
      let distance = distance(word, folded(name))
      if distance <= most { best = (index, distance) }
    }
    return best?.index
  }

  /// In lower case, without the marks that only separate words.
  private static func folded(_ name: [UInt8]) -> [UInt8] {
    name.compactMap { byte in
      if byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: " ") { return nil }
      return byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
  }

  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [Int](repeating: 0, count: b.count + 1)
      row[0] = i + 1
      for j in 0..<b.count {
        var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row[j + 1] = cost
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
