/// Reads a text by the grammar of RFC 8259, byte by byte, to tell where it breaks it first.
///
/// The slow way, for texts that the fast one has refused and for those nested too deeply for it. It knows no limit.
struct SyntaxScanner {
  /// The offset of the first byte that cannot stand where it does (the text's length where more was expected); nil
  /// when the text is JSON.
  static func firstFault(in text: PaddedBytes) -> Int? {
    var scanner = SyntaxScanner(text: text)
    return scanner.scan() ? nil : scanner.at
  }

  private let text: PaddedBytes
  private var at = 0
  /// For each container that is open: whether it is an object.
  private var open: [Bool] = []

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
      case .some(false): return at == text.count
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
      return byte == UInt8(ascii: "]") ? false : true
    case UInt8(ascii: "\""): return takeString() ? false : nil
    case UInt8(ascii: "t"): return take("true") ? false : nil
    case UInt8(ascii: "f"): return take("false") ? false : nil
    case UInt8(ascii: "n"): return take("null") ? false : nil
    default: return takeNumber() ? false : nil
    }
  }

  /// Takes what follows a value or an empty container's start; true when another value must follow.
  private mutating func endValues() -> Bool? {
    while true {
      skipSpace()
      guard let isObject = open.last else { return false }
      if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
        at += 1
        open.removeLast()
        continue
      }
      guard byte == UInt8(ascii: ",") else { return nil }
      at += 1
      if isObject {
        skipSpace()
        return takeName() ? true : nil
      }
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
    guard byte == UInt8(ascii: "\""), takeString() else { return false }
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
        guard let count = JSONString.escapeCount(text, at) else { return false }
        at += count
      case ..<0x20: return false
      default: at += 1
      }
    }
    return false
  }

  private mutating func takeNumber() -> Bool {
    if byte == UInt8(ascii: "-") { at += 1 }
    if byte == UInt8(ascii: "0") {
      at += 1
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
}
