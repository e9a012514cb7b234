/// Names, one of which may have been meant by a word that is none of them.
public struct Suggestions: Sendable {
  private let list: [String]
  private let alphabet: LetterAlphabet
  private let patterns: [NamePattern]
  /// The names in their order, as many together as have room.
  private let groups: [NameGroup]

  public init(_ names: [String]) {
    list = names
    let alphabet = LetterAlphabet(names)
    let patterns = names.map { NamePattern($0, alphabet) }
    self.alphabet = alphabet
    self.patterns = patterns
    groups = stride(from: 0, to: names.count, by: NameGroup.namesMaximum).map { start in
      NameGroup(patterns[start...].prefix(NameGroup.namesMaximum), letterCount: alphabet.count)
    }
  }

  /// The name that was most likely meant; nil when none is near.
  public func nearest(to word: String) -> String? {
    // Eight bytes behind the word may be looked at.
    let bytes = Array(word.utf8) + [UInt8](repeating: 0, count: 8)
    let index = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe bytes.baseAddress.flatMap { unsafe nearest(to: PaddedBytes(start: $0, count: bytes.count - 8)) }
    }
    return index.map { list[$0] }
  }

  /// With more names of a group a word is not compared: those that have the most letters about where the word has them
  /// come first, and a typing error is near to few.
  private static let comparisonsMaximum = 4

  /// The index of the nearest name; see `nearest(to:comparisonsLeft:)`.
  func nearest(to typed: PaddedBytes) -> Int? {
    var comparisonsLeft = Int.max
    return nearest(to: typed, comparisonsLeft: &comparisonsLeft)
  }

  /// The index of the nearest name, of several the first; nil when none is near.
  ///
  /// Case and the marks between words do not count. What a word costs depends on its length alone.
  ///
  /// - Parameter comparisonsLeft: How often words may be compared with names; nothing is near when none is left.
  func nearest(to typed: PaddedBytes, comparisonsLeft: inout Int) -> Int? {
    guard typed.count <= TypedWord.bytesMaximum, typed.count > 0, comparisonsLeft > 0 else { return nil }
    let word = TypedWord(typed, alphabet)
    let groups = groups.span
    let patterns = patterns.span
    var (nearest, nearestDistance) = (Int.max, Int.max)
    for group in groups.indices {
      var near = groups[group].names(near: word)
      let comparisonsEnd = max(0, comparisonsLeft &- Self.comparisonsMaximum)
      while near.names != 0, nearestDistance > 0, comparisonsLeft > comparisonsEnd {
        comparisonsLeft &-= 1
        let bit = near.namesWithMost.trailingZeroBitCount
        near.remove(1 &<< UInt64(bit))
        let index = group &* NameGroup.namesMaximum &+ bit
        let most = min(nearestDistance, patterns[index].distanceMaximum)
        guard let distance = patterns[index].distance(of: word, atMost: most) else { continue }
        if distance < nearestDistance || index < nearest { (nearest, nearestDistance) = (index, distance) }
      }
    }
    return nearest == Int.max ? nil : nearest
  }
}
