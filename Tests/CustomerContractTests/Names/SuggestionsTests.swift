import Testing

@testable import ContractSamples
@testable import CustomerContract

@Suite struct SuggestionsTests {
  /// Insertions, deletions, replacements and swaps of neighbours, no part twice: the table as textbooks have it.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var rows = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { rows[i][0] = i }
    for j in 0...b.count { rows[0][j] = j }
    for i in 0..<a.count {
      for j in 0..<b.count {
        rows[i + 1][j + 1] = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, rows[i + 1][j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          rows[i + 1][j + 1] = min(rows[i + 1][j + 1], rows[i - 1][j - 1] + 1)
        }
      }
    }
    return rows[a.count][b.count]
  }

  private static func plain(_ text: String) -> [UInt8] {
    text.lowercased().utf8.filter { ![UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: " ")].contains($0) }
  }

  /// The first of the nearest names, if it is near.
  private static func nearest(to word: String, of names: [String]) -> Int? {
    let near = names.indices.compactMap { index -> (index: Int, distance: Int)? in
      let distance = distance(plain(word), plain(names[index]))
      return distance <= max(1, plain(names[index]).count / 3) ? (index, distance) : nil
    }
    guard let least = near.map(\.distance).min() else { return nil }
    return near.first { $0.distance == least }?.index
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `The nearest name is that of the table of distances, for words spoilt at random`(_ seed: UInt64) {
    var random = SampleRandom(seed: seed)
    let names = FieldTable.customer.fields.map(\.name) + ["a", "ab", "net_15", "trade_show"]
    let set = Suggestions(names)
    var found = 0
    for _ in 0..<250 {
      var word = Array(random.pick(names).utf8)
      for _ in 0..<random.below(6) {
        let index = random.below(word.count + 1)
        switch random.below(4) {
        case 0: word.insert(UInt8(97 + random.below(26)), at: index)
        case 1 where index < word.count: word.remove(at: index)
        case 2 where index < word.count: word[index] = UInt8(97 + random.below(26))
        default: if index + 1 < word.count { word.swapAt(index, index + 1) }
        }
      }
      guard !word.isEmpty else { continue }
      let text = String(decoding: word, as: UTF8.self)
      let nearest = PaddedBytes.withCopy(of: word) { set.nearest(to: $0) }
      #expect(nearest == Self.nearest(to: text, of: names), "\(text)")
      found += nearest == nil ? 0 : 1
    }
    #expect(found > 125)
  }

  @Test func `Names past the first 64 are found too`() {
    let names = (0..<200).map { "\(["alpha", "bravo", "charlie", "delta"][$0 % 4])Number\($0)x\($0 * 7919 % 1000)" }
    let set = Suggestions(names)
    for (index, name) in names.enumerated() { #expect(set.nearest(to: name.uppercased()) == names[index]) }
  }

  @Test func `A word is compared with four names at most, and with none when no comparison is left`() {
    let names = (0..<10).map { "customerName\($0)" }
    let set = Suggestions(names)
    let word = Array("customerNam".utf8)
    for (left, used) in [(100, 4), (4, 4), (3, 3), (1, 1), (0, 0)] {
      var comparisonsLeft = left
      let nearest = PaddedBytes.withCopy(of: word) { set.nearest(to: $0, comparisonsLeft: &comparisonsLeft) }
      #expect(left - comparisonsLeft == used)
      #expect(nearest == (used == 0 ? nil : 0))
    }
  }

  @Test func `A word that is a name but for its case is compared with no other`() {
    let set = Suggestions(FieldTable.customer.fields.map(\.name))
    for (index, field) in FieldTable.customer.fields.enumerated() {
      var comparisonsLeft = 100
      let nearest = PaddedBytes.withCopy(of: Array(field.name.uppercased().utf8)) {
        set.nearest(to: $0, comparisonsLeft: &comparisonsLeft)
      }
      #expect(nearest == index)
      #expect(comparisonsLeft == 99)
    }
  }
}
