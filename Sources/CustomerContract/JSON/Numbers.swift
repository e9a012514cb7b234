/// The numbers of a JSON text (RFC 8259, section 6).
enum Numbers {
  /// Behind the last byte of the number that starts at `start`; nil when there is none.
  @inline(__always) static func end(_ tokens: Tokens, from start: Int) -> Int? {
    var at = start
    if tokens.byte(at) == UInt8(ascii: "-") { at += 1 }
    if tokens.byte(at) == UInt8(ascii: "0") {
      at += 1
    } else {
      guard skipDigits(tokens, &at) else { return nil }
    }
    if tokens.byte(at) == UInt8(ascii: ".") {
      at += 1
      guard skipDigits(tokens, &at) else { return nil }
    }
    if tokens.byte(at) | 0x20 == UInt8(ascii: "e") {
      at += 1
      if tokens.byte(at) == UInt8(ascii: "+") || tokens.byte(at) == UInt8(ascii: "-") { at += 1 }
      guard skipDigits(tokens, &at) else { return nil }
    }
    return at
  }

  @inline(__always) private static func skipDigits(_ tokens: Tokens, _ at: inout Int) -> Bool {
    let start = at
    // A zero byte ends the text.
    while tokens.byte(at).isDigit { at += 1 }
    return at > start
  }
}

/// What a number is to a field of type `integer`: JSON Schema's, so `1.0` and `1e2` are integers.
enum IntegerForm: Equatable {
  /// Digits alone, as typed readers want them.
  case plain
  /// The same number in plain digits.
  case rewritten([UInt8])
  case notInteger
  /// Past 64 bits.
  case outOfRange

  /// - Parameter number: valid by RFC 8259.
  init(_ number: ByteView) {
    var at = 0
    let isNegative = number[0] == UInt8(ascii: "-")
    if isNegative { at = 1 }
    let firstDigit = at
    var value: UInt64 = 0
    while at < number.count, number[at].isDigit, at - firstDigit < 18 {
      value = value &* 10 &+ UInt64(number[at] &- UInt8(ascii: "0"))
      at += 1
    }
    if at == number.count, !(isNegative && value == 0) {
      self = .plain
    } else {
      self = Self.general(number, firstDigit, isNegative)
    }
  }

  private static func general(_ number: ByteView, _ firstDigit: Int, _ isNegative: Bool) -> IntegerForm {
    var digits: [UInt8] = []
    var point: Int?
    var at = firstDigit
    scan: while at < number.count {
      switch number[at] {
      case UInt8(ascii: "."): point = digits.count
      case UInt8(ascii: "e"), UInt8(ascii: "E"): break scan
      case let byte: digits.append(byte - UInt8(ascii: "0"))
      }
      at += 1
    }
    let hasForm = point != nil || at < number.count
    // Digits in front of the decimal point once the exponent is worked in.
    let whole = (point ?? digits.count) + exponent(number, at + 1)
    guard let first = digits.firstIndex(where: { $0 != 0 }), let last = digits.lastIndex(where: { $0 != 0 }) else {
      return .rewritten([UInt8(ascii: "0")])
    }
    guard last < whole else { return .notInteger }
    guard whole - first <= 19 else { return .outOfRange }
    var magnitude: UInt64 = 0
    for index in first..<whole { magnitude = magnitude * 10 + UInt64(index < digits.count ? digits[index] : 0) }
    guard magnitude <= UInt64(Int64.max) + (isNegative ? 1 : 0) else { return .outOfRange }
    if !hasForm { return .plain }
    return .rewritten(Array((isNegative ? "-" : "").utf8) + Array(String(magnitude).utf8))
  }

  /// Bounded, so that no sum of it with a count of digits overflows.
  private static func exponent(_ number: ByteView, _ start: Int) -> Int {
    var at = start
    guard at < number.count else { return 0 }
    let isNegative = number[at] == UInt8(ascii: "-")
    if isNegative || number[at] == UInt8(ascii: "+") { at += 1 }
    var value = 0
    while at < number.count {
      value = min(value * 10 + Int(number[at] - UInt8(ascii: "0")), 1 << 40)
      at += 1
    }
    return isNegative ? -value : value
  }
}
