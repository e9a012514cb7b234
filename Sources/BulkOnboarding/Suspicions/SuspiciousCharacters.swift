/// Characters that stand in a text because it was read in a wrong encoding, or that nobody sees.
enum SuspiciousCharacters {
  /// - Parameter text: UTF-8.
  static func kind(of text: Span<UInt8>) -> SuspiciousKind? {
    var at = 0
    while at < text.count {
      let byte = text[at]
      let next: UInt8 = at + 1 < text.count ? text[at + 1] : 0
      let third: UInt8 = at + 2 < text.count ? text[at + 2] : 0
      switch byte {
      case 0xC2:
        // U+0080 to U+009F are no letters in any alphabet; U+00AD is the soft hyphen.
        if next < 0xA0 { return .mojibake }
        if next == 0xAD { return .invisibleCharacter }
        at += 2
      case 0xC3:
        if isMojibake(next, before: third) { return .mojibake }
        at += 2
      case 0xE2:
        // U+200B, U+2060, and the marks of direction from U+202A to U+202E.
        let isMark = (next, third) == (0x80, 0x8B) || (next, third) == (0x81, 0xA0)
        if isMark || next == 0x80 && third >= 0xAA && third <= 0xAE { return .invisibleCharacter }
        at += 3
      case 0xEF:
        if (next, third) == (0xBF, 0xBD) { return .replacementMark }
        if (next, third) == (0xBB, 0xBF) { return .invisibleCharacter }
        at += 3
      case 0xC0..<0xE0: at += 2
      case 0xE0..<0xF0: at += 3
      case 0xF0...: at += 4
      default: at += 1
      }
    }
    return nil
  }

  /// Whether a letter from U+00C0 on, with the first byte of the character behind it, is UTF-8 that was read as
  /// Windows-1252: `Ã¼` for ü, `Â°`, `â€™`, `Ð` before what was Cyrillic.
  ///
  /// Behind such a letter comes what a byte from 0x80 to 0xBF is in Windows-1252: a sign that begins with C2, C5, C6, CB or
  /// E2 in UTF-8, and no other letter of Latin-1.
  private static func isMojibake(_ letter: UInt8, before first: UInt8) -> Bool {
    let isFirstByte = [0x82, 0x83, 0x84, 0x85, 0x90, 0x91, 0xA2, 0xAF].contains(letter)
    return isFirstByte && [0xC2, 0xC5, 0xC6, 0xCB, 0xE2].contains(first)
  }
}
