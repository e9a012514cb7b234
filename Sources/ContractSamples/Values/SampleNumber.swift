/// Numbers in the many ways in which JSON has them.
enum SampleNumber {
  /// JSON Schema's integers: most in plain digits.
  static func integer(_ pen: inout SamplePen) {
    let number = pen.random.below(101)
    switch pen.random.below(20) {
    case 0:
      pen.number(number)
      pen.raw(".0")
    case 1: pen.raw("1e2")
    case 2:
      pen.number(number + 1)
      pen.raw("0E-1")
    case 3: pen.raw("-0")
    default: pen.number(number)
    }
  }

  /// What stands where any JSON may: amounts, mostly.
  static func amount(_ pen: inout SamplePen) {
    switch pen.random.below(16) {
    case 0: pen.raw("1e6")
    case 1:
      pen.number(pen.random.within(1...99))
      pen.raw(".5E+3")
    case 2:
      pen.quote()
      pen.raw(pen.company.region.country)
      pen.byte(UInt8(ascii: " "))
      pen.number(pen.random.within(1...900))
      pen.raw(" k")
      pen.quote()
    case 3:
      pen.open()
      pen.name("amount")
      pen.number(pen.random.within(10...9_000_000))
      pen.name("currency")
      pen.string("EUR")
      pen.close()
    case 4: pen.raw("null")
    case 5:
      pen.byte(UInt8(ascii: "1"))
      pen.digits(pen.random.within(20...60))
    case 6: pen.raw("[100000,250000.00]")
    case 7: pen.raw("-0.0")
    case 8, 9:
      pen.number(pen.random.within(1000...90_000_000))
      pen.byte(UInt8(ascii: "."))
      pen.digits(2)
    default: pen.number(1000 * pen.random.within(5...90_000))
    }
  }
}
