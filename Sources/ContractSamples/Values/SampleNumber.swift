/// Numbers in the many ways in which JSON has them.
enum SampleNumber {
  /// JSON Schema's integers: most in plain digits.
  static func integer(_ writer: inout SampleWriter) {
    let number = writer.random.below(101)
    switch writer.random.below(20) {
    case 0:
      writer.number(number)
      writer.raw(".0")
    case 1: writer.raw("1e2")
    case 2:
      writer.number(number + 1)
      writer.raw("0E-1")
    case 3: writer.raw("-0")
    default: writer.number(number)
    }
  }

  /// Writes a value for a field that takes any JSON: an amount, mostly.
  static func amount(_ writer: inout SampleWriter) {
    switch writer.random.below(16) {
    case 0: writer.raw("1e6")
    case 1:
      writer.number(writer.random.within(1...99))
      writer.raw(".5E+3")
    case 2:
      writer.quote()
      writer.raw(writer.company.region.country)
      writer.byte(UInt8(ascii: " "))
      writer.number(writer.random.within(1...900))
      writer.raw(" k")
      writer.quote()
    case 3:
      writer.open()
      writer.name("amount")
      writer.number(writer.random.within(10...9_000_000))
      writer.name("currency")
      writer.string("EUR")
      writer.close()
    case 4: writer.raw("null")
    case 5:
      writer.byte(UInt8(ascii: "1"))
      writer.digits(writer.random.within(20...60))
    case 6: writer.raw("[100000,250000.00]")
    case 7: writer.raw("-0.0")
    case 8, 9:
      writer.number(writer.random.within(1000...90_000_000))
      writer.byte(UInt8(ascii: "."))
      writer.digits(2)
    default: writer.number(1000 * writer.random.within(5...90_000))
    }
  }
}
