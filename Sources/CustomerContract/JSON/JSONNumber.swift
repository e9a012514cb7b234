/// The numbers of a JSON text (RFC 8259, section 6).
enum JSONNumber {
  @inline(__always) static func isValid(_ bytes: PaddedBytes) -> Bool {
    isShort(bytes) || isLong(bytes)
  }

  /// Whether a text is a number whose value and exponent are sure to be within what readers take.
  @inline(__always) static func isOrdinary(_ bytes: PaddedBytes) -> Bool {
    isShort(bytes) || isOrdinaryLong(bytes)
  }

  /// Whether a text is an integer of up to eight digits, as most are. Without a loop: no processor foresees their number.
  @inline(__always) static func isShortInteger(_ bytes: PaddedBytes) -> Bool {
    guard bytes.count <= 8, bytes[0] != UInt8(ascii: "0") || bytes.count == 1 else { return false }
    return areDigits(digitValues(bytes))
  }

  /// Whether a text is a number of up to eight digits, with or without a point between them, as most are.
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
    exponentDigits(ofLong: bytes) != nil
  }

  /// Two digits of an exponent and two hundred others are less than a double's 308.
  private static func isOrdinaryLong(_ bytes: PaddedBytes) -> Bool {
    guard bytes.count <= 200, let digits = exponentDigits(ofLong: bytes) else { return false }
    return digits <= 2
  }

  /// The number of digits of a number's exponent, 0 when it has none; nil for what is no number.
  @inline(__always) private static func exponentDigits(ofLong bytes: PaddedBytes) -> Int? {
    var cursor = ByteCursor(bytes)
    _ = cursor.take(UInt8(ascii: "-"))
    if !cursor.take(UInt8(ascii: "0")), cursor.skipDigits() == 0 { return nil }
    if cursor.take(UInt8(ascii: ".")), cursor.skipDigits() == 0 { return nil }
    var digits = 0
    if cursor.takeLetter(UInt8(ascii: "e")) {
      if !cursor.take(UInt8(ascii: "+")) { _ = cursor.take(UInt8(ascii: "-")) }
      digits = cursor.skipDigits()
      if digits == 0 { return nil }
    }
    return cursor.isAtEnd ? digits : nil
  }

  /// The exponent from its sign on, within bounds that no sum of it with a count of digits leaves; 0 behind the end.
  static func exponent(_ number: PaddedBytes, _ start: Int) -> Int {
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
