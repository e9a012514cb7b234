/// The forms by which the text of one cell is suspicious.
enum SuspiciousText {
  /// Nulls and the like, in lower case.
  private static let nullWords = words([
    "null", "(null)", "none", "nil", "nan", "n/a", "undefined", "tbd", "-", "--", "\\n",
  ])
  /// Words for true and false in the languages whose spreadsheets are met most, in lower case.
  private static let booleanWords = words([
    "0", "1", "yes", "no", "y", "n", "t", "f", "x", "on", "off", "ja", "nein", "j", "oui", "non", "si", "sí",
    "verdadero", "falso", "vrai", "faux", "wahr", "falsch", "vero", "sim", "não",
  ])

  private static func words(_ words: [String]) -> Set<[UInt8]> { Set(words.map { Array($0.utf8) }) }

  private static let longestWord = 12

  @inline(__always) private static func mayBeginNullWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "-"), UInt8(ascii: "\\"): true
    default: [UInt8(ascii: "n"), UInt8(ascii: "u"), UInt8(ascii: "t")].contains(byte | 0x20)
    }
  }

  /// Whether a text is like most of its column, by a look that costs little.
  ///
  /// - Parameter text: not empty.
  @inline(__always) static func isUsual(
    _ text: Span<UInt8>, _ classes: CellClasses, _ use: InspectedColumn.Use
  ) -> Bool {
    let first = text[0]
    let last = text[text.count - 1]
    guard classes.isSubset(of: .plain), text.count < 255, isLetter(first) || isDigit(first),
      isLetter(last) || isDigit(last)
    else { return false }
    switch use {
    case .line, .lines, .postalCode, .uri:
      if isLetter(first) { return text.count > longestWord || !mayBeginNullWord(first) }
      return classes == .digit ? text.count <= 15 : !classes.contains(.numberMark)
    case .number:
      return classes == .digit && (first != UInt8(ascii: "0") || text.count == 1) || SuspiciousNumber.isNumber(text)
    case .boolean: return unsafe text.withUnsafeBufferPointer { unsafe CellValue.boolean($0) } != nil
    // Another spelling has a capital letter, a blank or a hyphen.
    case .enumeration: return classes == .lowerCase && !mayBeginNullWord(first)
    case .dateTime: return SuspiciousDate.isDateTime(text)
    }
  }

  /// The first kind that a text is of; nil for a text that is like others.
  ///
  /// - Parameters:
  ///   - text: not empty.
  ///   - classes: those of the text.
  static func kind(of text: Span<UInt8>, _ classes: CellClasses, _ column: InspectedColumn) -> SuspiciousKind? {
    if let kind = kindOfAnyColumn(text, classes, column.use) { return kind }
    switch column.use {
    case .line, .lines, .postalCode:
      return classes.contains(.digit) ? SuspiciousNumber.kind(ofText: text, classes) : nil
    case .uri: return nil
    case .dateTime: return SuspiciousDate.kind(of: text)
    case .number: return SuspiciousNumber.kind(ofNumber: text, classes)
    case .boolean: return booleanWords.contains(lowerCase(text)) ? .booleanWord : nil
    case .enumeration: return isOtherSpelling(text, of: column.values) ? .otherSpelling : nil
    }
  }

  private static func kindOfAnyColumn(
    _ text: Span<UInt8>, _ classes: CellClasses, _ use: InspectedColumn.Use
  ) -> SuspiciousKind? {
    if classes.contains(.exportMark), let kind = kindOfExportMark(text, use) { return kind }
    if text.count <= longestWord, mayBeginNullWord(text[0]), nullWords.contains(lowerCase(text)) { return .nullWord }
    if isBlank(text, at: 0) || isBlankEnd(text) { return .outerBlanks }
    if classes.contains(.control), let kind = kindOfControl(text, use) { return kind }
    if classes.contains(.wide), let kind = SuspiciousCharacters.kind(of: text) { return kind }
    if text.count >= 255, [255, 32_767].contains(characterCount(text)) { return .cutText }
    return nil
  }

  private static func kindOfExportMark(_ text: Span<UInt8>, _ use: InspectedColumn.Use) -> SuspiciousKind? {
    if SuspiciousWord.isError(text) { return .errorWord }
    if text.count >= 3, text[0] == UInt8(ascii: "="), text[1] == UInt8(ascii: "\""),
      text[text.count - 1] == UInt8(ascii: "\"")
    {
      return .formulaText
    }
    if use != .uri {
      if SuspiciousWord.hasEntity(text) { return .htmlEntity }
      if use != .lines, SuspiciousWord.hasLostCharacter(text) { return .lostCharacter }
    }
    return nil
  }

  private static func kindOfControl(_ text: Span<UInt8>, _ use: InspectedColumn.Use) -> SuspiciousKind? {
    var hasLineBreak = false
    for index in text.indices where text[index] < 0x20 || text[index] == 0x7F {
      if text[index] != 0x0A, text[index] != 0x0D { return .invisibleCharacter }
      hasLineBreak = true
    }
    return hasLineBreak && use != .lines ? .lineBreak : nil
  }

  private static func isOtherSpelling(_ text: Span<UInt8>, of values: [[UInt8]]) -> Bool {
    func letters(_ byte: UInt8) -> UInt8 {
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") ? UInt8(ascii: "_") : byte
    }
    let word = lowerCase(text)
    if values.contains(where: { isEqual(text, $0) }) { return false }
    return values.contains(word.map(letters))
  }

  private static func isEqual(_ text: Span<UInt8>, _ word: [UInt8]) -> Bool {
    if text.count != word.count { return false }
    for index in text.indices where text[index] != word[index] { return false }
    return true
  }

  // MARK: Characters

  static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  @inline(__always) static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }

  /// The text with the capital letters of ASCII made small.
  static func lowerCase(_ text: Span<UInt8>) -> [UInt8] {
    text.indices.map { text[$0] >= UInt8(ascii: "A") && text[$0] <= UInt8(ascii: "Z") ? text[$0] | 0x20 : text[$0] }
  }

  private static func characterCount(_ text: Span<UInt8>) -> Int {
    var count = 0
    for index in text.indices where text[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// Whether a blank or a no-break space (U+00A0) is at an offset.
  private static func isBlank(_ text: Span<UInt8>, at offset: Int) -> Bool {
    text[offset] == 0x20 || text[offset] == 0x09
      || text[offset] == 0xC2 && offset + 1 < text.count && text[offset + 1] == 0xA0
  }

  private static func isBlankEnd(_ text: Span<UInt8>) -> Bool {
    let last = text.count - 1
    return isBlank(text, at: last) || last > 0 && text[last] == 0xA0 && text[last - 1] == 0xC2
  }
}
