/// A way to write a command that costs as much time and memory as one of its size can.
package struct HostileShape: Sendable {
  package let name: String
  /// The fewest bytes that a command of this shape has.
  private let bytesMinimum: Int
  /// Whether every command of this shape is the same.
  private let isFixed: Bool
  private let make: @Sendable (_ bytes: Int) -> [UInt8]

  /// A command of about so many bytes, and no more unless all of this shape have more.
  package func text(bytes: Int) -> [UInt8] {
    make(bytes)
  }

  /// Whether there is a command of about so many bytes.
  package func isMade(of bytes: Int) -> Bool {
    isFixed ? bytes < 2000 : bytes >= bytesMinimum
  }

  init(_ name: String, atLeast bytesMinimum: Int = 0, _ make: @escaping @Sendable (_ bytes: Int) -> String) {
    self.name = name
    self.bytesMinimum = bytesMinimum
    isFixed = false
    self.make = { Array(make($0).utf8) }
  }

  init(_ name: String, fixed text: String) {
    self.name = name
    bytesMinimum = 0
    isFixed = true
    make = { _ in Array(text.utf8) }
  }

  init(_ name: String, raw make: @escaping @Sendable (_ bytes: Int) -> [UInt8]) {
    self.name = name
    bytesMinimum = 0
    isFixed = false
    self.make = make
  }

  // MARK: Parts of commands

  /// A piece, made from its number, again and again: as often as there is room.
  static func many(_ bytes: Int, separator: String = ",", _ piece: (Int) -> String) -> String {
    var text = piece(0)
    var index = 1
    while true {
      let next = separator + piece(index)
      guard text.utf8.count + next.utf8.count <= bytes else { return text }
      text += next
      index += 1
    }
  }

  /// A text that is filled up to its size: with whatever `fill` makes of the bytes that are left.
  static func filled(_ bytes: Int, _ start: String, _ end: String, _ fill: (Int) -> String) -> String {
    start + fill(bytes - start.utf8.count - end.utf8.count) + end
  }

  /// A command with a member `creditLimit`, which takes any JSON, in so many bytes.
  static func inCreditLimit(
    _ bytes: Int, _ start: String, _ end: String, _ fill: (Int) -> String
  ) -> String {
    let parts = command(#""creditLimit":?"#).split(separator: "?")
    return filled(bytes, String(parts[0]) + start, end + String(parts[1]), fill)
  }

  /// Arrays nested deeper than is allowed, below members with these names.
  static func tooDeep(_ bytes: Int, below names: [String] = [], _ piece: String = "[]") -> String {
    let objects = names.map { "{\"\($0)\":" }.joined()
    // The command and `creditLimit`'s innermost array are levels too.
    let arrays = 61 - names.count
    return inCreditLimit(
      bytes, objects + String(repeating: "[", count: arrays),
      String(repeating: "]", count: arrays) + String(repeating: "}", count: names.count)
    ) { many($0) { _ in piece } }
  }

  /// An object with nothing but unknown members.
  static func unknownMembers(_ bytes: Int, _ name: (Int) -> String) -> String {
    filled(bytes, "{", "}") { many($0) { "\"\(name($0))\":0" } }
  }
}
