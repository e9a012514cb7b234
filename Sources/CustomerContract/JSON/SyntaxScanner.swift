/// Reads a text by the grammar of RFC 8259, byte by byte, to tell where it breaks it first.
///
/// The slow way, for texts that the fast one has refused. It knows no limit.
struct SyntaxScanner: ~Copyable {
  /// Finds where and why the text stops being JSON; nil when it is JSON.
  static func firstError(in text: PaddedBytes) -> CommandSyntaxError? {
    var scanner = SyntaxScanner(text: text)
    return scanner.scan() ? nil : CommandSyntaxError(reason: scanner.currentReason, offset: scanner.at)
  }

  private let text: PaddedBytes
  private var at = 0
  /// Why the last part was refused, where that part says more than its byte at `at` does.
  private var reason: SyntaxReason?
  /// For each container that is open: whether it is an object.
  private var open = TrivialStack<Bool>()

  private init(text: PaddedBytes) {
    self.text = text
  }

  /// Zero behind the end: no byte of the grammar.
  private var byte: UInt8 { at < text.count ? text[at] : 0 }

  private mutating func scan() -> Bool {
    while true {
      skipSpace()
      switch beginValue() {
      case .some(true): continue
      case .some(false): break
      case .none: return false
      }
      switch endValues() {
      case .some(true): continue
      case .some(false):
        if at < text.count, reason == nil { reason = startsComment ? .comment : .textAfterValue }
        return at == text.count
      case .none: return false
      }
    }
  }

  /// Takes a whole scalar or the start of a container; true when a value must follow, nil when there is a fault.
  private mutating func beginValue() -> Bool? {
    switch byte {
    case UInt8(ascii: "{"):
      at += 1
      open.append(true)
      skipSpace()
      if byte == UInt8(ascii: "}") { return false }
      return takeName() ? true : nil
    case UInt8(ascii: "["):
      at += 1
      open.append(false)
      skipSpace()
      return byte != UInt8(ascii: "]")
    case UInt8(ascii: "\""): return takeString() ? false : nil
    case UInt8(ascii: "t"): return take("true") ? false : nil
    case UInt8(ascii: "f"): return take("false") ? false : nil
    default:
      let start = at
      if byte == UInt8(ascii: "n") ? take("null") : takeNumber() { return false }
      if start < text.count, isNoNumber(from: start) { reason = .nanOrInfinity }
      return nil
    }
  }

  /// Takes what follows a value or an empty container's start; true when another value must follow.
  private mutating func endValues() -> Bool? {
    while true {
      skipSpace()
      guard open.count > 0 else { return false }
      let isObject = open[open.count - 1]
      if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
        at += 1
        open.truncate(to: open.count - 1)
        continue
      }
      guard byte == UInt8(ascii: ",") else { return nil }
      at += 1
      skipSpace()
      if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
        reason = .trailingComma
        return nil
      }
      if isObject { return takeName() ? true : nil }
      return true
    }
  }

  private mutating func skipSpace() {
    while byte.isJSONSpace { at += 1 }
  }

  private mutating func take(_ word: StaticString) -> Bool {
    for index in 0..<word.utf8CodeUnitCount {
      guard unsafe byte == word.utf8Start[index] else { return false }
      at += 1
    }
    return true
  }

  private mutating func takeName() -> Bool {
    guard byte == UInt8(ascii: "\"") else {
      if startsBareName { reason = .unquotedName }
      return false
    }
    guard takeString() else { return false }
    skipSpace()
    guard byte == UInt8(ascii: ":") else { return false }
    at += 1
    return true
  }

  private mutating func takeString() -> Bool {
    at += 1
    while at < text.count {
      // Most strings are names or words, and longer than a few bytes.
      if text.count - at >= 8, JSONEscape.areOrdinary(text.word(at: at)) {
        at += 8
        continue
      }
      switch text[at] {
      case UInt8(ascii: "\""):
        at += 1
        return true
      case UInt8(ascii: "\\"):
        guard let count = JSONString.escapeCount(text, at) else {
          reason = escapeReason
          if reason == .unexpectedEnd { at = text.count }
          return false
        }
        at += count
      case ..<0x20:
        reason = .controlCharacter
        return false
      default: at += 1
      }
    }
    return false
  }

  private mutating func takeNumber() -> Bool {
    if byte == UInt8(ascii: "-") { at += 1 }
    if byte == UInt8(ascii: "0") {
      at += 1
      if byte.isDigit { reason = .leadingZero }
    } else if !takeDigits() {
      return false
    }
    if byte == UInt8(ascii: ".") {
      at += 1
      guard takeDigits() else { return false }
    }
    if byte | 0x20 == UInt8(ascii: "e") {
      at += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { at += 1 }
      guard takeDigits() else { return false }
    }
    return true
  }

  private mutating func takeDigits() -> Bool {
    let start = at
    while byte.isDigit { at += 1 }
    return at > start
  }

  // MARK: Reasons

  /// Why the byte at `at` cannot be there.
  private var currentReason: SyntaxReason {
    if let reason { return reason }
    if at >= text.count { return .unexpectedEnd }
    if byte == UInt8(ascii: "'") { return .singleQuotes }
    return startsComment ? .comment : .unexpectedCharacter
  }

  private var startsComment: Bool {
    byte == UInt8(ascii: "#") || text.has("//", at: at) || text.has("/*", at: at)
  }

  /// Whether a member's name without quotation marks begins at `at`.
  private var startsBareName: Bool {
    ByteClass.letterOrDigit.contains(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
  }

  /// Whether NaN or Infinity is at an offset, in any case and with any sign.
  private func isNoNumber(from offset: Int) -> Bool {
    let isSigned = text[offset] == UInt8(ascii: "-") || text[offset] == UInt8(ascii: "+")
    let start = isSigned ? offset + 1 : offset
    return ["nan", "inf", "infinity"].contains { isWord($0, at: start) }
  }

  /// - Parameter word: In lower case.
  private func isWord(_ word: StaticString, at offset: Int) -> Bool {
    let end = offset + word.utf8CodeUnitCount
    guard end <= text.count, end == text.count || !ByteClass.letterOrDigit.contains(text[end]) else { return false }
    return (0..<word.utf8CodeUnitCount).allSatisfy { unsafe text[offset + $0] | 0x20 == word.utf8Start[$0] }
  }

  /// Why the backslash at `at` begins no escape.
  private var escapeReason: SyntaxReason {
    guard at + 1 < text.count else { return .unexpectedEnd }
    guard text[at + 1] == UInt8(ascii: "u") else { return .badEscape }
    let digits = text.firstOffset(from: at + 2) { !ByteClass.hexDigit.contains($0) } ?? text.count
    if digits - at >= 6 { return isCutPair ? .unexpectedEnd : .loneSurrogate }
    return digits == text.count ? .unexpectedEnd : .badEscape
  }

  /// Whether the text ends within the escape of the second half of a surrogate pair, whose first half is at `at`.
  private var isCutPair: Bool {
    let (second, count) = (at + 6, text.count - at - 6)
    guard count < 6, text[at + 2] | 0x20 == UInt8(ascii: "d"), "89abAB".utf8.contains(text[at + 3])
    else { return false }
    return (0..<count).allSatisfy { index in
      let byte = text[second + index]
      switch index {
      case 0: return byte == UInt8(ascii: "\\")
      case 1: return byte == UInt8(ascii: "u")
      default: return ByteClass.hexDigit.contains(byte)
      }
    }
  }
}
