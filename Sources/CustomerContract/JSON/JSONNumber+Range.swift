/// Which numbers readers take.
extension JSONNumber {
  /// The largest exponent, with either sign: decimal types stop at larger ones, also where a double would be zero.
  static let exponentMaximum = 9999

  /// What readers do not take of a number that is valid JSON; nil when they take it.
  static func rangeError(_ bytes: PaddedBytes) -> StructureError.Kind? {
    let mark = bytes.firstOffset { $0 | 0x20 == UInt8(ascii: "e") } ?? bytes.count
    let exponent = exponent(bytes, mark + 1)
    if abs(exponent) > exponentMaximum { return .numberExponent }
    return isDouble(bytes[0..<mark], exponent) ? nil : .numberValue
  }

  /// The digits of the least number that is rounded to infinity: the largest double and half of its last place,
  /// 2^1024 - 2^970.
  private static let infinityDigits: StaticString = """
    1797693134862315807937289714053034150799341327100378269361737789804449682927647509466490179775872070\
    9633028641669288791094655554785194040263065748867150582068190890200070838367627385484581771153176447\
    5730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880177904\
    174497792
    """

  /// Whether a finite double is near a number.
  ///
  /// - Parameter mantissa: The number up to its exponent.
  private static func isDouble(_ mantissa: PaddedBytes, _ exponent: Int) -> Bool {
    let point = mantissa.firstOffset { $0 == UInt8(ascii: ".") } ?? mantissa.count
    guard let first = mantissa.firstOffset(where: { $0 >= UInt8(ascii: "1") && $0 <= UInt8(ascii: "9") }) else {
      // Zero, with whatever exponent.
      return true
    }
    // Digits in front of the decimal point, from the first that is not zero on, once the exponent is worked in.
    let whole = (first < point ? point - first : point - first + 1) + exponent
    let infinity = infinityDigits.utf8CodeUnitCount
    return whole < infinity || whole == infinity && isBelowInfinity(mantissa, from: first)
  }

  /// Compares the digits of a number and of infinity, which have equally many in front of the point.
  private static func isBelowInfinity(_ mantissa: PaddedBytes, from first: Int) -> Bool {
    var at = first
    for index in 0..<infinityDigits.utf8CodeUnitCount {
      if at < mantissa.count, mantissa[at] == UInt8(ascii: ".") { at += 1 }
      // Behind the last digit there are only zeros.
      let digit = at < mantissa.count ? mantissa[at] : UInt8(ascii: "0")
      let other = unsafe infinityDigits.utf8Start[index]
      if digit != other { return digit < other }
      at += 1
    }
    return false
  }
}
