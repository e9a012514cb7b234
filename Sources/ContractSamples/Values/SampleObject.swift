/// Nested objects, as systems that know nothing of each other write them.
enum SampleObject {
  /// What the name of a field is asked for; the first that fits counts.
  static let subjects: [(word: String, write: @Sendable (inout SamplePen) -> Void)] = [
    ("address", address), ("terms", contractTerms), ("billing", billingPreferences), ("tax", taxProfile),
  ]

  static func address(_ pen: inout SamplePen) {
    pen.open()
    pen.name("street")
    pen.quote()
    pen.phrase(pen.company.region.streets[pen.random.below(pen.company.region.streets.count)])
    pen.byte(UInt8(ascii: " "))
    pen.number(pen.random.within(1...240))
    pen.quote()
    if pen.random.chance(20) {
      pen.name("street2")
      if pen.random.chance(50) { pen.raw("null") } else { pen.string("c/o Front Desk") }
    }
    pen.name("city")
    pen.string(anyOf: pen.company.region.cities)
    pen.name("postalCode")
    pen.quote()
    pen.digits(5)
    pen.quote()
    pen.name("country")
    pen.string(pen.company.region.country)
    if pen.random.chance(15) {
      pen.name("geo")
      pen.open()
      pen.name("lat")
      decimal(&pen, within: -90...90, digits: 6)
      pen.name("lon")
      decimal(&pen, within: -180...180, digits: 6)
      pen.close()
    }
    pen.close()
  }

  static func contractTerms(_ pen: inout SamplePen) {
    pen.open()
    pen.name("start")
    pen.quote()
    SampleFormat.fullDate(&pen)
    pen.quote()
    pen.name("months")
    pen.number(12 * pen.random.within(1...5))
    pen.name("autoRenew")
    pen.raw(pen.random.chance(70) ? "true" : "false")
    if pen.random.chance(30) {
      pen.name("discounts")
      pen.raw(#"[{"from":100,"percent":2.5},{"from":1000,"percent":5}]"#)
    }
    pen.close()
  }

  static func billingPreferences(_ pen: inout SamplePen) {
    pen.open()
    pen.name("currency")
    pen.string(anyOf: currencies)
    pen.name("delivery")
    pen.string(anyOf: deliveries)
    if pen.random.chance(40) {
      pen.name("purchaseOrder")
      pen.quote()
      pen.raw("PO")
      pen.digits(7)
      pen.quote()
    }
    pen.name("consolidated")
    pen.raw(pen.random.chance(50) ? "true" : "false")
    pen.close()
  }

  static func taxProfile(_ pen: inout SamplePen) {
    pen.open()
    pen.name("taxId")
    pen.quote()
    pen.raw(pen.company.region.country)
    pen.digits(9)
    pen.quote()
    pen.name("rate")
    decimal(&pen, within: 0...27, digits: 1)
    pen.name("exemptions")
    pen.raw(pen.random.chance(80) ? "[]" : #"["export","charity"]"#)
    pen.close()
  }

  static func attributes(_ pen: inout SamplePen) {
    pen.open()
    for name in ["tier", "region", "tags"].prefix(pen.random.below(4)) {
      pen.name(name)
      SampleText.words(&pen)
    }
    pen.close()
  }

  private static func decimal(_ pen: inout SamplePen, within range: ClosedRange<Int>, digits: Int) {
    pen.number(pen.random.within(range))
    pen.byte(UInt8(ascii: "."))
    pen.digits(digits)
  }

  private static let currencies: [SamplePhrase] = ["EUR", "USD", "JPY", "BRL", "INR"]
  private static let deliveries: [SamplePhrase] = ["email", "post", "edi", "portal"]
}
