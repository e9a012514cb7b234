/// Reads a text that is nearly a date and time, to say what it lacks.
extension DateTime {
  static func violation(of bytes: PaddedBytes) -> FormatViolation {
    var reader = NearDateTime(bytes)
    return reader.violation()
  }
}

/// Reads a date and time more freely than RFC 3339, and collects what differs from it.
private struct NearDateTime {
  private let bytes: PaddedBytes
  private var cursor: ByteCursor
  private var reasons: [FormatReason] = []
  /// The character at fault, where it is one.
  private var offset: Int?

  init(_ bytes: PaddedBytes) {
    self.bytes = bytes
    cursor = ByteCursor(bytes)
  }

  mutating func violation() -> FormatViolation {
    guard readDate(), readSeparator(), readTime() else { return FormatViolation(reasons, at: offset) }
    guard readOffset() else { return FormatViolation(reasons, at: reasons.count == 1 ? offset : nil) }
    // The form is right, so that the numbers are not.
    return reasons.isEmpty ? FormatViolation(.impossibleDate) : FormatViolation(reasons, at: offset)
  }

  /// Stops where the text has another form.
  private mutating func stop() -> Bool {
    if reasons.isEmpty { offset = cursor.at < bytes.count ? cursor.at : nil }
    reasons.append(.notRFC3339)
    return false
  }

  private mutating func take(digits: Int) -> Bool {
    for _ in 0..<digits {
      guard cursor.next.isDigit, cursor.take(cursor.next) else { return false }
    }
    return true
  }

  private mutating func readDate() -> Bool {
    guard take(digits: 4), cursor.take(UInt8(ascii: "-")), take(digits: 2), cursor.take(UInt8(ascii: "-")),
      take(digits: 2)
    else { return stop() }
    return true
  }

  private mutating func readSeparator() -> Bool {
    if cursor.takeLetter(UInt8(ascii: "t")) {
      guard cursor.isAtEnd else { return true }
      reasons.append(.missingTime)
      return false
    }
    switch cursor.next {
    case UInt8(ascii: " ") where cursor.at + 1 < bytes.count && bytes[cursor.at + 1].isDigit:
      reasons.append(.spaceForT)
      offset = cursor.at
      _ = cursor.take(UInt8(ascii: " "))
      return true
    case UInt8(ascii: "Z"), UInt8(ascii: "z"), UInt8(ascii: "+"), UInt8(ascii: "-"):
      reasons.append(.missingTime)
      return false
    default:
      guard cursor.isAtEnd else { return stop() }
      reasons.append(.missingTime)
      return false
    }
  }

  private mutating func readTime() -> Bool {
    guard take(digits: 2), cursor.take(UInt8(ascii: ":")), take(digits: 2) else { return stop() }
    guard cursor.take(UInt8(ascii: ":")) else {
      reasons.append(.missingSeconds)
      return true
    }
    guard take(digits: 2) else { return stop() }
    if cursor.take(UInt8(ascii: ".")), cursor.skipDigits() == 0 { return stop() }
    return true
  }

  private mutating func readOffset() -> Bool {
    if cursor.isAtEnd {
      reasons.append(.missingOffset)
      return false
    }
    if !cursor.takeLetter(UInt8(ascii: "z")) {
      guard cursor.take(UInt8(ascii: "+")) || cursor.take(UInt8(ascii: "-")) else { return stop() }
      let start = cursor.at
      guard take(digits: 2) else { return stop() }
      if cursor.take(UInt8(ascii: ":")) {
        guard take(digits: 2) else { return stop() }
      } else {
        guard cursor.isAtEnd || take(digits: 2) else { return stop() }
        if reasons.isEmpty, cursor.isAtEnd { offset = min(start + 2, bytes.count) < bytes.count ? start + 2 : nil }
        reasons.append(.offsetWithoutColon)
      }
    }
    return cursor.isAtEnd || stop()
  }
}
