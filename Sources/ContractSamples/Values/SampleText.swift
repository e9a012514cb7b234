/// Strings that people and their systems fill in.
enum SampleText {
  /// What the name of a field is asked for; the first that fits counts.
  static let subjects: [(word: String, write: @Sendable (inout SampleWriter) -> Void)] = [
    ("legal", legalName), ("display", displayName), ("phone", phone), ("fax", phone), ("notes", notes),
    ("userid", userID), ("workspace", workspaceID), ("id", uuid), ("account", accountNumber), ("referred", person),
  ]

  static func legalName(_ writer: inout SampleWriter) {
    writer.quote()
    writer.phrase(writer.company.stem.name)
    writer.phrase(writer.company.trade)
    writer.phrase(writer.company.legalForm)
    writer.quote()
  }

  static func displayName(_ writer: inout SampleWriter) {
    writer.quote()
    writer.phrase(writer.company.stem.name)
    if writer.random.chance(40) { writer.phrase(writer.company.trade) }
    writer.quote()
  }

  /// Writes a telephone number: E.164, with spaces, with brackets, or with an extension.
  static func phone(_ writer: inout SampleWriter) {
    writer.quote()
    switch writer.random.below(4) {
    case 0:
      writer.raw(writer.company.region.dialing)
      writer.digits(10)
    case 1:
      writer.raw(writer.company.region.dialing)
      for count in [2, 3, 4] {
        writer.byte(UInt8(ascii: " "))
        writer.digits(count)
      }
    case 2:
      writer.raw("(0")
      writer.digits(2)
      writer.raw(") ")
      writer.digits(3)
      writer.byte(UInt8(ascii: "-"))
      writer.digits(4)
    default:
      writer.raw("tel:")
      writer.raw(writer.company.region.dialing)
      writer.byte(UInt8(ascii: "-"))
      writer.digits(9)
      writer.raw(";ext=")
      writer.digits(2)
    }
    writer.quote()
  }

  static func notes(_ writer: inout SampleWriter) {
    let count = writer.random.chance(3) ? writer.random.within(10...40) : writer.random.within(1...3)
    writer.quote()
    for index in 0..<count {
      if index > 0 {
        switch writer.random.below(12) {
        case 0: writer.raw("\\n")
        case 1: writer.raw("\\r\\n\\t")
        default: writer.byte(UInt8(ascii: " "))
        }
      }
      writer.phrase(sentences[writer.random.below(sentences.count)])
    }
    writer.quote()
  }

  static func words(_ writer: inout SampleWriter) { writer.string(anyOf: shortTexts) }

  static func person(_ writer: inout SampleWriter) { writer.string(anyOf: writer.company.region.people) }

  static func userID(_ writer: inout SampleWriter) {
    writer.quote()
    writer.raw("usr_")
    writer.lettersAndDigits(12)
    writer.quote()
  }

  static func workspaceID(_ writer: inout SampleWriter) {
    writer.quote()
    writer.raw("ws-")
    writer.number(writer.random.within(1...400))
    writer.quote()
  }

  static func uuid(_ writer: inout SampleWriter) {
    writer.quote()
    writer.hexDigits(8)
    writer.byte(UInt8(ascii: "-"))
    writer.hexDigits(4)
    writer.raw("-4")
    writer.hexDigits(3)
    writer.raw("-a")
    writer.hexDigits(3)
    writer.byte(UInt8(ascii: "-"))
    writer.hexDigits(12)
    writer.quote()
  }

  static func accountNumber(_ writer: inout SampleWriter) {
    writer.quote()
    writer.raw("AC-")
    writer.digits(4)
    writer.byte(UInt8(ascii: "/"))
    writer.digits(6)
    writer.quote()
  }

  private static let shortTexts: [SampleText.Phrase] = [
    "to be confirmed", "see contract", "n/a", "wie besprochen", "未定", "",
  ]

  private static let sentences: [SampleText.Phrase] = [
    "Renewal is due in the third quarter.", "Met at the trade show, asked for a quote.",
    "Prefers e-mail; never call before noon.", "Zahlt pünktlich, möchte Skonto.",
    #"Said: "send it by Friday", then went quiet."#, "Réponse attendue avant l’été.", "見積書を再送すること。",
    "Migrated from the old CRM (id 00417).", "VIP 👩🏽‍💼 – handle with care.", #"Files under \\share\customers\new."#,
    "Two sites, one invoice.", "Очікує на підпис договору.", "Credit check passed.", "Discount 12.5 % until 31/12.",
  ]
}
