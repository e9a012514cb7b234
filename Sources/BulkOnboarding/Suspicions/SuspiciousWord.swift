/// Words and marks in a text that programs leave there.
enum SuspiciousWord {
  /// Error values without a mark at their end, in English and in German.
  private static let errors = Set(["#N/A", "#NV", "#N/D", "#ND", "#GETTING_DATA"].map { Array($0.utf8) })

  /// Whether a text is an error value of a spreadsheet, or a number for which its column was too narrow: `#REF!`, `#####`.
  static func isError(_ text: Span<UInt8>) -> Bool {
    guard text.count >= 3, text.count <= 16, text[0] == UInt8(ascii: "#") else { return false }
    if errors.contains(text.indices.map { text[$0] }) { return true }
    var hashes = 0
    for index in text.indices {
      let byte = text[index]
      let isLast = index == text.count - 1
      if byte == UInt8(ascii: "#") { hashes += 1 }
      if isLast { return hashes == text.count || hashes == 1 && [UInt8(ascii: "!"), UInt8(ascii: "?")].contains(byte) }
      let isWord = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") || "#/0_".utf8.contains(byte)
      if !isWord { return false }
    }
    return false
  }

  /// Whether a text has an entity of HTML: `&amp;`, `&#39;`.
  static func hasEntity(_ text: Span<UInt8>) -> Bool {
    var start: Int?
    for index in text.indices {
      let byte = text[index]
      if byte == UInt8(ascii: "&") {
        start = index
      } else if let open = start {
        if byte == UInt8(ascii: ";") {
          if index - open > 2, index - open <= 8 { return true }
          start = nil
        } else if !SuspiciousText.isLetter(byte), !SuspiciousText.isDigit(byte),
          !(byte == UInt8(ascii: "#") && index == open + 1)
        {
          start = nil
        }
      }
    }
    return false
  }

  /// Whether a question mark stands between two letters, or a text has nothing else.
  static func hasLostCharacter(_ text: Span<UInt8>) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool { SuspiciousText.isLetter(byte) || byte >= 0x80 }
    var isAll = true
    for index in text.indices {
      guard text[index] == UInt8(ascii: "?") else {
        isAll = false
        continue
      }
      if index > 0, index + 1 < text.count, isLetter(text[index - 1]), isLetter(text[index + 1]) { return true }
    }
    return isAll
  }
}
