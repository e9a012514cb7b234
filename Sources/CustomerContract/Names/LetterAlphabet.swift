/// The letters of some names, numbered, so that tables by letter are small.
///
/// Upper and lower case are one letter, and what only separates words is none.
struct LetterAlphabet: Sendable {
  /// The index of a mark that only separates words.
  static let separator = UInt8.max
  /// The index of all letters that no name has.
  private static let others: UInt8 = 0

  /// For each byte: its index, from 1 on for the letters of the names.
  private let indexes: [UInt8]
  /// How many indexes there are, that of the other letters included.
  let count: Int

  init(_ names: [String]) {
    var indexes = [UInt8](repeating: Self.others, count: Int(UInt8.max) + 1)
    var last = Self.others
    for letter in names.joined().utf8.map(Self.lowerCase) where indexes[Int(letter)] == Self.others {
      last += 1
      indexes[Int(letter)] = last
    }
    for upper in UInt8(ascii: "A")...UInt8(ascii: "Z") { indexes[Int(upper)] = indexes[Int(Self.lowerCase(upper))] }
    for mark in "_- ".utf8 { indexes[Int(mark)] = Self.separator }
    self.indexes = indexes
    count = Int(last) + 1
  }

  @inline(__always) func index(of byte: UInt8) -> UInt8 { indexes[Int(byte)] }

  private static func lowerCase(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }
}
