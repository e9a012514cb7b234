/// Names, one of which may have been meant by a word that is none of them.
public struct Suggestions: Sendable {
  /// A name that may have been meant, in lower case and without the marks that only separate words.
  private struct Name: BitwiseCopyable {
    let count: Int
    let letters: UInt32
    /// The largest distance of a word that is near.
    let distanceMaximum: Int
    let slot: NameGroup.Slot

    /// Whether a word may be no more than so many steps away: each brings one letter and takes one away at most.
    @inline(__always) func mayBe(_ word: borrowing Word, atMost most: Int) -> Bool {
      guard abs(count &- word.count) <= most else { return false }
      // The letters that only the name has in the upper half, those that only the word has in the lower; both halves' bits
      // are counted at once.
      var bits = UInt64(letters & ~word.letters) &<< 32 | UInt64(word.letters & ~letters)
      bits = bits &- ((bits &>> 1) & 0x5555_5555_5555_5555)
      bits = (bits & 0x3333_3333_3333_3333) &+ ((bits &>> 2) & 0x3333_3333_3333_3333)
      bits = ((bits &+ (bits &>> 4)) & 0x0F0F_0F0F_0F0F_0F0F) &* 0x0101_0101
      return Int(truncatingIfNeeded: bits &>> 56) <= most && Int(truncatingIfNeeded: bits &>> 24 & 0xFF) <= most
    }
  }

  /// A byte, in lower case.
  private struct Letter: BitwiseCopyable {
    /// From 1 on for the letters of the names; 0 for all others.
    var index: UInt8
    /// A bit for the letter, which others share; none for what only separates words.
    var bit: UInt32
  }

  /// A word that was typed, in the same form as the names.
  private struct Word {
    var indexes = InlineArray<64, UInt8>(repeating: 0)
    var count = 0
    /// The bits of its letters.
    var letters: UInt32 = 0

    init(_ typed: PaddedBytes, _ table: Span<Letter>) {
      for index in 0..<typed.count {
        let letter = table[Int(typed[index])]
        letters |= letter.bit
        indexes[count] = letter.index
        count += letter.bit == 0 ? 0 : 1
      }
    }
  }

  /// Longer words are not compared: no name is near them.
  private static let bytesMaximum = 64

  private let list: [String]
  private let names: [Name]
  /// The names in their order, as many together as have room.
  private let groups: [NameGroup]
  /// For each byte; empty where there are no names.
  private let letters: [Letter]

  public init(_ names: [String]) {
    list = names
    let spelled = names.map { $0.utf8.prefix(Self.bytesMaximum).compactMap(Self.letter) }
    var indexes: [UInt8: UInt8] = [:]
    for letter in spelled.joined() where indexes[letter] == nil { indexes[letter] = UInt8(indexes.count + 1) }
    letters =
      names.isEmpty
      ? []
      : (UInt8.min...UInt8.max).map { byte in
        let letter = Self.letter(byte)
        return Letter(index: letter.flatMap { indexes[$0] } ?? 0, bit: letter.map(Self.bit) ?? 0)
      }
    var groups = [NameGroup(from: 0, letterCount: indexes.count + 1)]
    self.names = spelled.enumerated().map { index, name in
      Name(
        count: name.count, letters: name.reduce(0) { $0 | Self.bit($1) }, distanceMaximum: max(1, name.count / 3),
        slot: Self.slot(for: name.map { indexes[$0] ?? 0 }, at: index, in: &groups))
    }
    self.groups = groups
  }

  private static func slot(for letters: [UInt8], at index: Int, in groups: inout [NameGroup]) -> NameGroup.Slot {
    while true {
      if let slot = groups[groups.count - 1].take(letters) { return slot }
      groups.append(NameGroup(from: index, letterCount: groups[0].letterCount))
    }
  }

  /// In lower case; nil for what only separates words.
  private static func letter(_ byte: UInt8) -> UInt8? {
    if byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: " ") { return nil }
    return byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  private static func bit(_ letter: UInt8) -> UInt32 { 1 << UInt32(letter & 31) }

  /// The name that was most likely meant; nil when none is near.
  public func nearest(to word: String) -> String? {
    // Eight bytes behind the word may be looked at.
    let bytes = Array(word.utf8) + [UInt8](repeating: 0, count: 8)
    let index = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe bytes.baseAddress.flatMap { unsafe nearest(to: PaddedBytes(start: $0, count: bytes.count - 8)) }
    }
    return index.map { list[$0] }
  }

  /// The index of the nearest name; nil when none is near.
  ///
  /// The nearest is the fewest insertions, deletions, replacements and swaps of neighbours away (the optimal string alignment
  /// distance), and no more than a third of its own length; case and the marks between words do not count.
  func nearest(to typed: PaddedBytes) -> Int? {
    guard typed.count <= Self.bytesMaximum, typed.count > 0, !names.isEmpty else { return nil }
    let word = Word(typed, letters.span)
    let names = names.span
    let groups = groups.span
    var (near, nearDistance) = (-1, Int.max)
    for group in groups.indices {
      // Most words have no name that may be near.
      var columns: NameGroup.Columns?
      for index in groups[group].names {
        let name = names[index]
        let most = min(nearDistance &- 1, name.distanceMaximum)
        guard name.mayBe(word, atMost: most) else { continue }
        let found = columns ?? groups[group].columns(of: word.indexes, word.count)
        columns = found
        let distance = found.distance(from: name.slot)
        if distance <= most { (near, nearDistance) = (index, distance) }
      }
    }
    return near < 0 ? nil : near
  }
}
