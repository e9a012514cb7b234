/// The kinds of characters that a cell has.
struct CellClasses: OptionSet {
  let rawValue: UInt8

  static let digit = CellClasses(rawValue: 1)
  static let lowerCase = CellClasses(rawValue: 2)
  static let upperCase = CellClasses(rawValue: 4)
  /// A point, a comma, a plus or a minus.
  static let numberMark = CellClasses(rawValue: 8)
  /// One of `#=&?`, of which exports make other things.
  static let exportMark = CellClasses(rawValue: 16)
  /// A byte of a character that is not ASCII.
  static let wide = CellClasses(rawValue: 32)
  static let control = CellClasses(rawValue: 64)
  /// A blank, and every other character of ASCII.
  static let other = CellClasses(rawValue: 128)

  static let letter: CellClasses = [.lowerCase, .upperCase]
  /// What most cells have.
  static let plain: CellClasses = [.digit, .letter, .numberMark, .other]

  private static let table: InlineArray<256, UInt8> = {
    var table = InlineArray<256, UInt8>(repeating: other.rawValue)
    for byte in 0..<256 {
      let value: CellClasses? =
        switch UInt8(byte) {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
        case UInt8(ascii: "a")...UInt8(ascii: "z"): .lowerCase
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): .upperCase
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "+"), UInt8(ascii: "-"): .numberMark
        case UInt8(ascii: "#"), UInt8(ascii: "="), UInt8(ascii: "&"), UInt8(ascii: "?"): .exportMark
        case 0x80...: .wide
        case ..<0x20, 0x7F: .control
        default: nil
        }
      if let value { table[byte] = value.rawValue }
    }
    return table
  }()

  init(rawValue: UInt8) { self.rawValue = rawValue }

  @inline(__always) init(of text: Span<UInt8>) {
    var found: UInt8 = 0
    for index in text.indices { found |= Self.table[Int(text[index])] }
    rawValue = found
  }
}
