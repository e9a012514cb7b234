/// Nested objects, as systems that know nothing of each other write them.
enum SampleObject {
  /// What the name of a field is asked for; the first that fits counts.
  static let subjects: [(word: String, write: @Sendable (inout SampleWriter) -> Void)] = [
    ("address", address), ("terms", contractTerms), ("billing", billingPreferences), ("tax", taxProfile),
  ]

  static func address(_ writer: inout SampleWriter) {
    writer.open()
    writer.name("street")
    writer.quote()
    writer.phrase(writer.company.region.streets[writer.random.below(writer.company.region.streets.count)])
    writer.byte(UInt8(ascii: " "))
    writer.number(writer.random.within(1...240))
    writer.quote()
    if writer.random.chance(20) {
      writer.name("street2")
      if writer.random.chance(50) { writer.raw("null") } else { writer.string("c/o Front Desk") }
    }
    writer.name("city")
    writer.string(anyOf: writer.company.region.cities)
    writer.name("postalCode")
    writer.quote()
    writer.digits(5)
    writer.quote()
    writer.name("country")
    writer.string(writer.company.region.country)
    if writer.random.chance(15) {
      writer.name("geo")
      writer.open()
      writer.name("lat")
      decimal(&writer, within: -90...90, digits: 6)
      writer.name("lon")
      decimal(&writer, within: -180...180, digits: 6)
      writer.close()
    }
    writer.close()
  }

  static func contractTerms(_ writer: inout SampleWriter) {
    writer.open()
    writer.name("start")
    writer.quote()
    SampleFormat.fullDate(&writer)
    writer.quote()
    writer.name("months")
    writer.number(12 * writer.random.within(1...5))
    writer.name("autoRenew")
    writer.raw(writer.random.chance(70) ? "true" : "false")
    if writer.random.chance(30) {
      writer.name("discounts")
      writer.raw(#"[{"from":100,"percent":2.5},{"from":1000,"percent":5}]"#)
    }
    writer.close()
  }

  static func billingPreferences(_ writer: inout SampleWriter) {
    writer.open()
    writer.name("currency")
    writer.string(anyOf: currencies)
    writer.name("delivery")
    writer.string(anyOf: deliveries)
    if writer.random.chance(40) {
      writer.name("purchaseOrder")
      writer.quote()
      writer.raw("PO")
      writer.digits(7)
      writer.quote()
    }
    writer.name("consolidated")
    writer.raw(writer.random.chance(50) ? "true" : "false")
    writer.close()
  }

  static func taxProfile(_ writer: inout SampleWriter) {
    writer.open()
    writer.name("taxId")
    writer.quote()
    writer.raw(writer.company.region.country)
    writer.digits(9)
    writer.quote()
    writer.name("rate")
    decimal(&writer, within: 0...27, digits: 1)
    writer.name("exemptions")
    writer.raw(writer.random.chance(80) ? "[]" : #"["export","charity"]"#)
    writer.close()
  }

  static func attributes(_ writer: inout SampleWriter) {
    writer.open()
    for name in ["tier", "region", "tags"].prefix(writer.random.below(4)) {
      writer.name(name)
      SampleText.words(&writer)
    }
    writer.close()
  }

  private static func decimal(_ writer: inout SampleWriter, within range: ClosedRange<Int>, digits: Int) {
    writer.number(writer.random.within(range))
    writer.byte(UInt8(ascii: "."))
    writer.digits(digits)
  }

  private static let currencies: [SampleText.Phrase] = ["EUR", "USD", "JPY", "BRL", "INR"]
  private static let deliveries: [SampleText.Phrase] = ["email", "post", "edi", "portal"]
}
