/// Strings that people and their systems fill in.
enum SampleText {
  /// What the name of a field is asked for; the first that fits counts.
  static let subjects: [(word: String, write: @Sendable (inout SamplePen) -> Void)] = [
    ("legal", legalName), ("display", displayName), ("phone", phone), ("fax", phone), ("notes", notes),
    ("userid", userID), ("workspace", workspaceID), ("id", uuid), ("account", accountNumber), ("referred", person),
  ]

  static func legalName(_ pen: inout SamplePen) {
    pen.quote()
    pen.phrase(pen.company.stem.name)
    pen.phrase(pen.company.trade)
    pen.phrase(pen.company.legalForm)
    pen.quote()
  }

  static func displayName(_ pen: inout SamplePen) {
    pen.quote()
    pen.phrase(pen.company.stem.name)
    if pen.random.chance(40) { pen.phrase(pen.company.trade) }
    pen.quote()
  }

  /// As telephones are written: E.164, with spaces, with brackets, with an extension.
  static func phone(_ pen: inout SamplePen) {
    pen.quote()
    switch pen.random.below(4) {
    case 0:
      pen.raw(pen.company.region.dialing)
      pen.digits(10)
    case 1:
      pen.raw(pen.company.region.dialing)
      for count in [2, 3, 4] {
        pen.byte(UInt8(ascii: " "))
        pen.digits(count)
      }
    case 2:
      pen.raw("(0")
      pen.digits(2)
      pen.raw(") ")
      pen.digits(3)
      pen.byte(UInt8(ascii: "-"))
      pen.digits(4)
    default:
      pen.raw("tel:")
      pen.raw(pen.company.region.dialing)
      pen.byte(UInt8(ascii: "-"))
      pen.digits(9)
      pen.raw(";ext=")
      pen.digits(2)
    }
    pen.quote()
  }

  static func notes(_ pen: inout SamplePen) {
    let count = pen.random.chance(3) ? pen.random.within(10...40) : pen.random.within(1...3)
    pen.quote()
    for place in 0..<count {
      if place > 0 {
        switch pen.random.below(12) {
        case 0: pen.raw("\\n")
        case 1: pen.raw("\\r\\n\\t")
        default: pen.byte(UInt8(ascii: " "))
        }
      }
      pen.phrase(sentences[pen.random.below(sentences.count)])
    }
    pen.quote()
  }

  static func words(_ pen: inout SamplePen) { pen.string(anyOf: shortTexts) }

  static func person(_ pen: inout SamplePen) { pen.string(anyOf: pen.company.region.people) }

  static func userID(_ pen: inout SamplePen) {
    pen.quote()
    pen.raw("usr_")
    pen.lettersAndDigits(12)
    pen.quote()
  }

  static func workspaceID(_ pen: inout SamplePen) {
    pen.quote()
    pen.raw("ws-")
    pen.number(pen.random.within(1...400))
    pen.quote()
  }

  static func uuid(_ pen: inout SamplePen) {
    pen.quote()
    pen.hexDigits(8)
    pen.byte(UInt8(ascii: "-"))
    pen.hexDigits(4)
    pen.raw("-4")
    pen.hexDigits(3)
    pen.raw("-a")
    pen.hexDigits(3)
    pen.byte(UInt8(ascii: "-"))
    pen.hexDigits(12)
    pen.quote()
  }

  static func accountNumber(_ pen: inout SamplePen) {
    pen.quote()
    pen.raw("AC-")
    pen.digits(4)
    pen.byte(UInt8(ascii: "/"))
    pen.digits(6)
    pen.quote()
  }

  private static let shortTexts: [SamplePhrase] = [
    "to be confirmed", "see contract", "n/a", "wie besprochen", "未定", "",
  ]

  private static let sentences: [SamplePhrase] = [
    "Renewal is due in the third quarter.", "Met at the trade show, asked for a quote.",
    "Prefers e-mail; never call before noon.", "Zahlt pünktlich, möchte Skonto.",
    #"Said: "send it by Friday", then went quiet."#, "Réponse attendue avant l’été.", "見積書を再送すること。",
    "Migrated from the old CRM (id 00417).", "VIP 👩🏽‍💼 – handle with care.", #"Files under \\share\customers\new."#,
    "Two sites, one invoice.", "Очікує на підпис договору.", "Credit check passed.", "Discount 12.5 % until 31/12.",
  ]
}
