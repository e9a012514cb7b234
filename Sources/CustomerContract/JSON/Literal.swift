/// `true`, `false` and `null` (RFC 8259, section 3).
enum Literal {
  case `true`, `false`, null

  /// Behind the literal that starts at `start`; -1 where it is another word.
  @inline(__always) func end(_ tokens: Tokens, _ start: Int) -> Int {
    // Zeros follow the text, so four more bytes may be looked at.
    let word = tokens.word(at: start)
    switch self {
    case .true: return word & 0xFFFF_FFFF == 0x6575_7274 ? start + 4 : -1
    case .false: return word & 0xFF_FFFF_FFFF == 0x65_736C_6166 ? start + 5 : -1
    case .null: return word & 0xFFFF_FFFF == 0x6C6C_756E ? start + 4 : -1
    }
  }
}
