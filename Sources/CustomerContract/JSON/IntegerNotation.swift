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

  /// The most digits of an integer of 64 bits.
  private static let digitsMaximum = 19

  private static func general(_ number: PaddedBytes, _ firstDigit: Int, _ isNegative: Bool) -> IntegerNotation {
    // JSON has no leading zeros, so digits alone tell by their number. They may be thousands: they are not copied.
    if number.count - firstDigit > digitsMaximum, number.firstOffset(from: firstDigit, where: { !$0.isDigit }) == nil {
      return .outOfRange
    }
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
    let whole = (point ?? digits.count) + JSONNumber.exponent(number, at + 1)
    guard let first = digits.firstIndex(where: { $0 != 0 }), let last = digits.lastIndex(where: { $0 != 0 }) else {
      return .rewritten([UInt8(ascii: "0")])
    }
    guard last < whole else { return .notInteger }
    guard whole - first <= digitsMaximum else { return .outOfRange }
    var magnitude: UInt64 = 0
    for index in first..<whole { magnitude = magnitude * 10 + UInt64(index < digits.count ? digits[index] : 0) }
    guard magnitude <= UInt64(Int64.max) + (isNegative ? 1 : 0) else { return .outOfRange }
    if !hasForm { return .plain }
    return .rewritten(Array((isNegative ? "-" : "").utf8) + Array(String(magnitude).utf8))
  }
}
