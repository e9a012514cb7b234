/// The forms by which a date is suspicious: those of spreadsheets and databases that are no date-time of RFC 3339.
enum SuspiciousDate {
  /// What a spreadsheet or a database shows for no date at all.
  private static let zeros = [
    "0000-00-00", "1900-01-00", "00.01.1900", "00/01/1900", "1/0/1900", "0/1/1900", "30.12.1899", "1899-12-30",
  ].map { Array($0.utf8) }

  /// Whether a text has the marks of a date-time of RFC 3339, `2024-01-15T09:00:00Z`, which the worker judges.
  static func isDateTime(_ text: Span<UInt8>) -> Bool {
    guard text.count >= 20, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      text[10] | 0x20 == UInt8(ascii: "t")
    else { return false }
    let mark = text[text.count - 6]
    return text[text.count - 1] | 0x20 == UInt8(ascii: "z") || mark == UInt8(ascii: "+") || mark == UInt8(ascii: "-")
  }

  static func kind(of text: Span<UInt8>) -> SuspiciousKind? {
    if isDateTime(text) { return nil }
    let bytes = text.indices.map { text[$0] }
    if zeros.contains(where: bytes.starts) { return .zeroDate }
    let numbers = bytes.split(omittingEmptySubsequences: true) { !SuspiciousText.isDigit($0) }.map(\.count)
    guard let first = numbers.first else { return nil }
    let letters = bytes.count(where: SuspiciousText.isLetter)
    if numbers.reduce(0, +) == bytes.count - (bytes.contains(UInt8(ascii: ".")) ? 1 : 0), numbers.count <= 2 {
      // The days of the years 1927 to 2173, with a fraction for the time; or a date without marks.
      return first == 5 ? .dateSerial : numbers == [8] ? .otherDate : nil
    }
    if letters > 2 { return numbers.contains(4) ? .otherDate : nil }
    guard numbers.count >= 3 else { return nil }
    switch (first, numbers[1], numbers[2]) {
    case (4, 1...2, 1...2), (1...2, 1...2, 4): return .otherDate
    case (1...2, 1...2, 2): return .twoDigitYear
    default: return nil
    }
  }
}
