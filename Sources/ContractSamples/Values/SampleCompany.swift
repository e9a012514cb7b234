/// The customer of one sample.
struct SampleCompany: Sendable {
  let region: SampleRegion
  let stem: SampleRegion.Stem
  let trade: SampleText.Phrase
  let legalForm: SampleText.Phrase

  init() {
    region = SampleRegion.all[0]
    stem = region.stems[0]
    trade = region.trades[0]
    legalForm = region.legalForms[0]
  }

  init(_ random: inout SampleRandom) {
    region = SampleRegion.all[random.below(SampleRegion.all.count)]
    stem = region.stems[random.below(region.stems.count)]
    trade = region.trades[random.below(region.trades.count)]
    legalForm = region.legalForms[random.below(region.legalForms.count)]
  }
}

extension SampleWriter {
  /// `www.example.com` without the `www.`; in a domain that nobody can own.
  mutating func host() {
    raw(company.stem.slug)
    if random.chance(40) {
      byte(UInt8(ascii: "-"))
      lettersAndDigits(3)
    }
    byte(UInt8(ascii: "."))
    raw(company.region.domains[random.below(company.region.domains.count)])
    raw(".example")
  }
}
