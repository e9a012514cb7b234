/// An object without containers, escapes and long numbers, as most addresses and profiles are: checked in one short loop.
enum FlatObject {
  /// The token behind the object that begins at a token; nil where it is another one, or may be, or is not JSON.
  @inline(__always) static func end(
    _ tokens: Tokens, _ start: Int, _ limits: Limits, _ strings: borrowing UnescapedStrings
  ) -> Int? {
    guard tokens.first(start) == UInt8(ascii: "{"), limits.depth > 1 else { return nil }
    var names = NameFilter()
    var token = start + 1
    for _ in 0..<min(limits.members, NameFilter.namesMaximum) {
      guard tokens.first(token) == UInt8(ascii: "\""), tokens.first(token + 1) == UInt8(ascii: ":") else { return nil }
      if names.insert(tokens.content(ofString: token)) { return nil }
      if tokens.first(token + 2) != UInt8(ascii: "\"") {
        guard token + 2 < tokens.tokenCount else { return nil }
        let scalar = tokens.scalar(token + 2)
        guard scalar.count <= limits.numberCharacters, Scalar.isValid(scalar) else { return nil }
      }
      let next = tokens.first(token + 3)
      token += 4
      if next == UInt8(ascii: ",") { continue }
      guard next == UInt8(ascii: "}") else { return nil }
      let isPlain = !strings.mayEscape(tokens.view(from: tokens.start(start), to: tokens.start(token - 1)))
      return isPlain ? token : nil
    }
    return nil
  }
}

/// Tells names that are new from those that may have been there before: two bits of a word for each.
private struct NameFilter {
  /// With more of them too many would seem to stand twice.
  static let namesMaximum = 12

  private var bits: UInt64 = 0

  /// Inserts a name; true when the same one may be in it already.
  @inline(__always) mutating func insert(_ name: ByteView) -> Bool {
    let product = (name.head &+ (name.tail &>> 3)) &* 0x9E37_79B9_7F4A_7C15
    let both: UInt64 = 1 &<< (product &>> 58) | 1 &<< (product &>> 52)
    defer { bits |= both }
    return bits & both == both
  }
}
