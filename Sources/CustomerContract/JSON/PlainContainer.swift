/// Objects and arrays in which there is nothing to report, recognised in one pass that needs no memory.
///
/// Nearly all are. Of the others, and of those that may be others, `ValueChecker` finds out what is wrong and where.
enum PlainContainer {
  /// The token behind the container that begins at a token; nil where it is not sure to be plain.
  @inline(__always) static func end(
    _ tokens: Tokens, _ start: Int, _ limits: Limits, _ strings: borrowing UnescapedStrings
  ) -> Int? {
    var names = NameFilter(limits)
    // A bit for each container that is open, the innermost in the lowest: whether it is an object.
    var kinds: UInt64 = 0
    var depth = 0
    // The command is around them.
    let depthMaximum = min(limits.depth - 1, UInt64.bitWidth)
    var token = start
    while true {
      // A value begins.
      let first = tokens.first(token)
      if first == UInt8(ascii: "\"") {
        if strings.mayEscapeSomewhere, !strings.isValid(tokens.content(ofString: token)) { return nil }
        token &+= 1
      } else if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
        guard depth < depthMaximum else { return nil }
        depth &+= 1
        kinds = kinds &<< 1 | (first == UInt8(ascii: "{") ? 1 : 0)
        token &+= 1
        if tokens.first(token) != closing(kinds) {
          if kinds & 1 != 0, !takeName(tokens, &token, depth, &names, strings) { return nil }
          continue
        }
      } else {
        guard token < tokens.tokenCount else { return nil }
        let scalar = tokens.scalar(token)
        guard scalar.count <= limits.numberCharacters, JSONScalar.isOrdinary(scalar) else { return nil }
        token &+= 1
      }
      // A value has ended, or an empty container is at its end.
      while tokens.first(token) == closing(kinds) {
        token &+= 1
        kinds &>>= 1
        depth &-= 1
        if depth == 0 { return token }
      }
      guard tokens.first(token) == UInt8(ascii: ",") else { return nil }
      token &+= 1
      if kinds & 1 != 0, !takeName(tokens, &token, depth, &names, strings) { return nil }
    }
  }

  @inline(__always) private static func closing(_ kinds: UInt64) -> UInt8 {
    kinds & 1 != 0 ? UInt8(ascii: "}") : UInt8(ascii: "]")
  }

  /// Takes a member's name and colon; false where there is none, one that may be a duplicate, or an escape.
  @inline(__always) private static func takeName(
    _ tokens: Tokens, _ token: inout Int, _ depth: Int, _ names: inout NameFilter,
    _ strings: borrowing UnescapedStrings
  ) -> Bool {
    guard tokens.first(token) == UInt8(ascii: "\""), tokens.first(token &+ 1) == UInt8(ascii: ":") else { return false }
    let name = tokens.content(ofString: token)
    token &+= 2
    return names.insert(name, depth) && !strings.mayEscape(name)
  }
}

/// Tells names that are new from those that may have been there before: three bits of a word for each.
private struct NameFilter {
  /// The most names of a container: with more, too many would seem to be duplicates.
  private static let namesMaximum = 12

  private var bits: UInt64 = 0
  private var room: Int
  private let nameBytes: Int

  init(_ limits: Limits) {
    room = min(limits.members, Self.namesMaximum)
    nameBytes = limits.nameBytes
  }

  /// Inserts a name; false when the same may be in it already, of an object that is as deep, and when it is too long.
  @inline(__always) mutating func insert(_ name: PaddedBytes, _ depth: Int) -> Bool {
    let product = (name.head &+ (name.tail &>> 3) &+ UInt64(truncatingIfNeeded: depth)) &* 0x9E37_79B9_7F4A_7C15
    let three: UInt64 = 1 &<< (product &>> 58) | 1 &<< (product &>> 52) | 1 &<< (product &>> 46)
    let isNew = bits & three != three
    bits |= three
    room &-= 1
    return isNew && room >= 0 && name.count <= nameBytes
  }
}
