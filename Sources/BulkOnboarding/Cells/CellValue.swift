/// Texts of cells that are values of JSON as they are.
enum CellValue {
  /// Whether one of the eight bytes of a word must be escaped in a string of JSON (RFC 8259, section 7).
  @inline(__always) static func hasEscaped(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs = ones &* 0x80
    let quotes = word ^ ones &* UInt64(UInt8(ascii: "\""))
    let backslashes = word ^ ones &* UInt64(UInt8(ascii: "\\"))
    // A byte below 0x20, or one that is zero: a borrow may set a bit too many above one that is set rightly.
    let found =
      (word &- ones &* 0x20) & ~word | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
    return found & highs != 0
  }

  /// `true` or `false`, in any case; nil for every other text.
  static func boolean(_ text: UnsafeBufferPointer<UInt8>) -> StaticString? {
    func isWord(_ word: StaticString) -> Bool {
      guard text.count == word.utf8CodeUnitCount else { return false }
      for index in 0..<text.count where unsafe text[index] < 0x41 || text[index] | 0x20 != word.utf8Start[index] {
        return false
      }
      return true
    }
    return isWord("true") ? "true" : isWord("false") ? "false" : nil
  }

  /// Whether a text is a number of JSON (RFC 8259, section 6).
  static func isNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    func next() -> UInt8 { unsafe at < text.count ? text[at] : 0 }
    func skipDigits() -> Int {
      let start = at
      while next() >= UInt8(ascii: "0"), next() <= UInt8(ascii: "9") { at += 1 }
      return at - start
    }
    if next() == UInt8(ascii: "-") { at += 1 }
    if next() == UInt8(ascii: "0") { at += 1 } else if skipDigits() == 0 { return false }
    if next() == UInt8(ascii: ".") {
      at += 1
      if skipDigits() == 0 { return false }
    }
    if next() | 0x20 == UInt8(ascii: "e") {
      at += 1
      if next() == UInt8(ascii: "+") || next() == UInt8(ascii: "-") { at += 1 }
      if skipDigits() == 0 { return false }
    }
    return at == text.count
  }

  /// The text of a cell in quotes, in which a quote is written as two.
  static func withoutDoubledQuotes(_ text: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var isSecond = false
    for byte in text {
      if byte == UInt8(ascii: "\""), isSecond {
        isSecond = false
        continue
      }
      isSecond = byte == UInt8(ascii: "\"")
      result.append(byte)
    }
    return result
  }
}
