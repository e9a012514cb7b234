/// The numbers of a JSON text (RFC 8259, section 6).
enum JSONNumber {
  @inline(__always) static func isValid(_ bytes: PaddedBytes) -> Bool {
    isShort(bytes) || isLong(bytes)
  }

  /// Up to eight digits: most integers. Without a loop, since no processor foresees how many there are.
  @inline(__always) static func isShortInteger(_ bytes: PaddedBytes) -> Bool {
    guard bytes.count <= 8, bytes[0] != UInt8(ascii: "0") || bytes.count == 1 else { return false }
    return areDigits(digitValues(bytes))
  }

  /// Up to eight digits with or without a point between them: most numbers.
  @inline(__always) private static func isShort(_ bytes: PaddedBytes) -> Bool {
    guard bytes.count <= 8 else { return false }
    let values = digitValues(bytes)
    // The highest bit of each byte that is a point, and which bytes those are.
    let differences = values ^ 0x1E1E_1E1E_1E1E_1E1E
    let points = ~((differences & ~highs) &+ ~highs | differences) & highs
    let ends = 0x80 | 0x80 &<< UInt64(truncatingIfNeeded: (bytes.count &- 1) &* 8)
    let isWhole = points & (points &- 1) == 0 && points & ends == 0 && areDigits(values & ~((points &>> 7) &* 0xFF))
    // A leading zero is the whole of the number's integer part.
    return isWhole && (bytes[0] != UInt8(ascii: "0") || bytes.count == 1 || points == 0x8000)
  }

  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Each digit's value in its byte, zeros in the bytes that are not there.
  @inline(__always) private static func digitValues(_ bytes: PaddedBytes) -> UInt64 {
    let spare = UInt64(truncatingIfNeeded: (8 &- bytes.count) &* 8)
    return bytes.head ^ (0x3030_3030_3030_3030 &>> spare)
  }

  @inline(__always) private static func areDigits(_ values: UInt64) -> Bool {
    (values | values &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0 == 0
  }

  private static func isLong(_ bytes: PaddedBytes) -> Bool {
    var cursor = ByteCursor(bytes)
    _ = cursor.take(UInt8(ascii: "-"))
    if !cursor.take(UInt8(ascii: "0")), cursor.skipDigits() == 0 { return false }
    if cursor.take(UInt8(ascii: ".")), cursor.skipDigits() == 0 { return false }
    if cursor.takeLetter(UInt8(ascii: "e")) {
      if !cursor.take(UInt8(ascii: "+")) { _ = cursor.take(UInt8(ascii: "-")) }
      if cursor.skipDigits() == 0 { return false }
    }
    return cursor.isAtEnd
  }
}

/// What a number is to a field of type `integer`: JSON Schema's, so `1.0` and `1e2` are integers.
enum IntegerNotation: Equatable {
  /// Digits alone, as typed readers want them.
  case plain
  /// The number in plain digits.
  case rewritten([UInt8])
  case notInteger
  /// Past 64 bits.
  case outOfRange

  /// - Parameter number: valid by RFC 8259.
  @inline(__always) init(_ number: PaddedBytes) {
    self = JSONNumber.isShortInteger(number) ? .plain : IntegerNotation(long: number)
  }

  private init(long number: PaddedBytes) {
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

  private static func general(_ number: PaddedBytes, _ firstDigit: Int, _ isNegative: Bool) -> IntegerNotation {
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
  private static func exponent(_ number: PaddedBytes, _ start: Int) -> Int {
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
