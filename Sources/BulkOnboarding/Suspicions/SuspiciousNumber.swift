/// The forms by which a number is suspicious, in a column of texts and in one of numbers.
enum SuspiciousNumber {
  /// - Parameter classes: those of the text, digits among them.
  static func kind(ofText text: Span<UInt8>, _ classes: CellClasses) -> SuspiciousKind? {
    if classes == .digit { return isRounded(text) ? .roundedNumber : nil }
    guard classes.isSubset(of: [.digit, .numberMark, .letter]), classes.contains(.numberMark) else { return nil }
    if !classes.isDisjoint(with: .letter) { return isScientific(text) ? .scientificNotation : nil }
    return endsWithPointZero(text) ? .numberInText : nil
  }

  static func kind(ofNumber text: Span<UInt8>, _ classes: CellClasses) -> SuspiciousKind? {
    if classes.isSubset(of: [.digit, .numberMark, .letter]), isNumber(text) { return nil }
    guard classes.contains(.digit) else { return nil }
    if DecimalMark.number(withComma: text.indices.map { text[$0] }) != nil { return .decimalComma }
    return isGrouped(text) ? .groupedDigits : .unitInNumber
  }

  static func isNumber(_ text: Span<UInt8>) -> Bool {
    unsafe text.withUnsafeBufferPointer { unsafe CellValue.isNumber($0) }
  }

  /// Whether only marks that may stand between digits stand there: points, commas, blanks, apostrophes, and the no-break
  /// spaces U+00A0 and U+202F.
  private static func isGrouped(_ text: Span<UInt8>) -> Bool {
    let marks = Array("-.,' ’\u{A0}\u{202F}".utf8)
    return text.indices.allSatisfy { SuspiciousText.isDigit(text[$0]) || marks.contains(text[$0]) }
  }

  /// Whether digits go on with zeros behind the fifteenth, which is the last one that a spreadsheet keeps.
  private static func isRounded(_ text: Span<UInt8>) -> Bool {
    guard text.count > 15, text[0] != UInt8(ascii: "0") else { return false }
    for index in 15..<text.count where text[index] != UInt8(ascii: "0") { return false }
    return true
  }

  /// Whether a text is `d.dddE+dd`, with a point or a comma.
  private static func isScientific(_ text: Span<UInt8>) -> Bool {
    var exponent: Int?
    for index in text.indices where text[index] | 0x20 == UInt8(ascii: "e") { exponent = exponent == nil ? index : -1 }
    guard let exponent, exponent > 0, exponent + 2 < text.count else { return false }
    let sign = text[exponent + 1]
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return false }
    for index in (exponent + 2)..<text.count where !SuspiciousText.isDigit(text[index]) { return false }
    var marks = 0
    for index in 0..<exponent where !SuspiciousText.isDigit(text[index]) {
      guard index > 0, text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ",") else { return false }
      marks += 1
    }
    return marks <= 1
  }

  /// Whether a text is digits with `.0` behind them.
  private static func endsWithPointZero(_ text: Span<UInt8>) -> Bool {
    guard text.count > 3, text[text.count - 1] == UInt8(ascii: "0"), text[text.count - 2] == UInt8(ascii: ".") else {
      return false
    }
    for index in 0..<(text.count - 2) where !SuspiciousText.isDigit(text[index]) { return false }
    return true
  }
}
