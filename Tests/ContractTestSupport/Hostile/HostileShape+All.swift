internal import CustomerContract

extension HostileShape {
  package static let all = structure + pointers + numbers + members + strings + texts + fields + events

  // MARK: Structure

  private static let structure: [HostileShape] = [
    HostileShape("too deep") { tooDeep($0) },
    HostileShape("too deep, in pairs") { bytes in
      inCreditLimit(bytes, String(repeating: "[", count: 60), String(repeating: "]", count: 60)) {
        many($0) { _ in "[[]]" }
      }
    },
    HostileShape("nested duplicates") { bytes in
      inCreditLimit(bytes, "[", "]") { many($0) { _ in #"{"a":1,"a":1}"# } }
    },
    HostileShape("nested duplicates without a name") { bytes in
      inCreditLimit(bytes, "[", "]") { many($0) { _ in #"{"":1,"":1}"# } }
    },
    HostileShape("nested duplicates, then a field again and again") { bytes in
      String(inCreditLimit(bytes / 2, "[", "]") { many($0) { _ in #"{"a":1,"a":1}"# } }.dropLast())
        + "," + many(bytes / 2 - 2) { _ in #""status":1"# } + "}"
    },
    HostileShape("a field again and again") { command(many($0 - 150) { _ in #""status":1"# }) },
    HostileShape("unknown members twice") { bytes in command(many(bytes - 150) { #""u\#($0 / 2)":0"# }) },
    HostileShape("members of one object") { bytes in
      filled(bytes, #"{"contractTerms":{"#, "}}") { many($0) { "\"u\($0)\":0" } }
    },
    HostileShape("names that differ at their end", atLeast: 20_000) { bytes in
      let name = String(repeating: "n", count: bytes / 1000 - 20)
      return inCreditLimit(bytes, "{", "}") { _ in (0..<999).map { "\"\(name)\($0)\":0" }.joined(separator: ",") }
    },
    HostileShape("names that are too long", atLeast: 100_000) { bytes in
      inCreditLimit(bytes, "[", "]") { many($0) { _ in "{\"\(String(repeating: "n", count: 10_001))\":1}" } }
    },
  ]

  // MARK: Pointers

  /// A string as often as a part of the bytes has room, up to what a pointer may have.
  private static func repeated(_ piece: String, _ bytes: Int, most: Int = 500) -> String {
    String(repeating: piece, count: min(bytes / 3 / piece.utf8.count, most))
  }

  private static let pointers: [HostileShape] = [
    HostileShape("too deep below a name of quotes") { tooDeep($0, below: [repeated(#"\""#, $0)]) },
    HostileShape("too deep below a name of control characters") {
      tooDeep($0, below: [repeated(#"\u0001"#, $0)])
    },
    HostileShape("too deep below a name of slashes") { tooDeep($0, below: [repeated("/", $0)]) },
    HostileShape("too deep below names that a pointer ends before") { bytes in
      tooDeep(bytes, below: [repeated(#"\""#, bytes, most: 900), repeated(#"\""#, bytes, most: 900)])
    },
    HostileShape("too deep below long names", atLeast: 100_000) { bytes in
      tooDeep(bytes, below: Array(repeating: String(repeating: "n", count: 1000), count: 60))
    },
    HostileShape("numbers out of range below a name of quotes") { bytes in
      let name = repeated(#"\""#, bytes)
      return filled(bytes, "{\"\(name)\":[", "]}") { many($0) { _ in "1e999" } }
    },
    HostileShape("numbers out of range below a name of quotes, in objects") { bytes in
      let name = repeated(#"\""#, bytes)
      return filled(bytes, "{\"\(name)\":[", "]}") { many($0) { _ in #"{"":1e999}"# } }
    },
    HostileShape("duplicates below a name of a hundredth of the bytes") { bytes in
      duplicates(bytes, belowBytes: min(9900, bytes / 100))
    },
    HostileShape("duplicates below a name of nearly all bytes") { duplicates($0, belowBytes: $0 / 10 * 7) },
  ]

  private static func duplicates(_ bytes: Int, belowBytes: Int) -> String {
    inCreditLimit(bytes, "{\"\(String(repeating: "n", count: belowBytes))\":[", "]}") {
      many($0) { _ in #"{"a":1,"a":2}"# }
    }
  }

  // MARK: Numbers

  private static func numbers(_ name: String, _ number: String, atLeast bytesMinimum: Int = 0) -> HostileShape {
    HostileShape(name, atLeast: bytesMinimum) { bytes in
      inCreditLimit(bytes, "[", "]") { many($0) { _ in number } }
    }
  }

  private static let numbers: [HostileShape] = [
    numbers("numbers out of range", "1e999"),
    numbers("exponents out of range", "0e99999"),
    numbers("exponents of three digits", "1e300"),
    numbers("long numbers", String(repeating: "1", count: 1001), atLeast: 3000),
    HostileShape("one long number") { bytes in
      filled(bytes, #"{"healthScore":1"#, "}") { String(repeating: "0", count: $0) }
    },
    HostileShape("numbers out of range at the end") { bytes in
      filled(bytes, "{", #","creditLimit":1e309}"#) { many($0) { "\"u\($0)\":0" } }
    },
  ]

  // MARK: Members

  /// Words that cost the most to compare with the names: the letters of each are about there in as many as can be.
  private static let likeMany =
    "ncustomerid payeemme payeemem pamayeman coustomerst pilanaddrepe axenemrnm pipmaryemn "
    + "paxmarymen pstmarymey pamanyemae sata tauu suro soru saut "
    + "stas taus tata sorc"

  private static func likeManyAlone(_ count: Int) -> String {
    "{" + likeMany.split(separator: " ").prefix(count).map { "\"\($0)\":0" }.joined(separator: ",") + "}"
  }

  private static func snakeCase(_ name: String) -> String {
    name.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
  }

  private static let members: [HostileShape] = [
    HostileShape("nothing", fixed: "{}"),
    HostileShape("one unknown member", fixed: #"{"ncustomerid":0}"#),
    HostileShape("unknown members") { unknownMembers($0) { "u\($0)" } },
    HostileShape("unknown members whose names are digits") { unknownMembers($0) { "\($0)" } },
    HostileShape("unknown members whose names are quotes") { unknownMembers($0) { #"\"\"\"\"\#($0)"# } },
    HostileShape("a member that is nearly a field's, again and again") { unknownMembers($0) { _ in "primaryEmial" } },
    HostileShape("names near a field's") { unknownMembers($0) { "primaryEmia\($0)" } },
    HostileShape("short names near a field's") { unknownMembers($0) { "status\($0)" } },
    HostileShape("names like many fields'") { bytes in
      let words = likeMany.split(separator: " ")
      return filled(bytes, "{", "}") {
        many($0) { "\"\(words[$0 % words.count])\($0 < words.count ? "" : "\($0)")\":0" }
      }
    },
    HostileShape("names like many fields', and nothing else", fixed: likeManyAlone(20)),
    HostileShape("ten names like many fields'", fixed: likeManyAlone(10)),
    HostileShape("five names like many fields'", fixed: likeManyAlone(5)),
    HostileShape(
      "fields in another case",
      fixed: "{" + FieldTable.customer.fields.map { "\"\(snakeCase($0.name))_\":0" }.joined(separator: ",") + "}"),
    HostileShape("escaped names") { bytes in
      inCreditLimit(bytes, "[", "]") { many($0) { _ in #"{"\u0061":0}"# } }
    },
  ]

  // MARK: Strings

  private static let strings: [HostileShape] = [
    HostileShape("short escapes") { bytes in
      inCreditLimit(min(bytes, 15_000), "{", "}") { many($0) { "\"\\n\($0)\":\"\\n\"" } }
    },
    HostileShape("one escaped string") { bytes in
      filled(bytes, #"{"website":""#, #""}"#) { many($0, separator: "") { _ in #"\ud83d\ude00"# } }
    },
    HostileShape("blanks") { bytes in
      filled(bytes, #"{"legalName":""#, #""}"#) { many($0, separator: "") { _ in "\u{2003}" } }
    },
    HostileShape("escaped blanks") { bytes in
      filled(bytes, #"{"legalName":""#, #""}"#) { many($0, separator: "") { _ in #"\u2003"# } }
    },
  ]

  // MARK: Texts that are no command

  private static let texts: [HostileShape] = [
    HostileShape("white space") { String(repeating: " ", count: $0 - 2) + "{}" },
    HostileShape("white space between") { bytes in
      filled(bytes, #"{"creditLimit":["#, "]}") { many($0) { _ in "\"\"   \n   " } }
    },
    HostileShape("brackets") { String(repeating: "[", count: $0) },
    HostileShape("control characters") { String(repeating: "\u{1}", count: $0) },
    HostileShape("quotes") { String(repeating: #"""#, count: $0) },
    HostileShape("backslashes") { String(repeating: #"\"#, count: $0) },
    HostileShape("not JSON at the end") { bytes in
      let members = command(#""notesSummary":"?",}"#).split(separator: "?")
      return filled(bytes, String(members[0]), String(members[1])) { String(repeating: "n", count: $0) }
    },
    HostileShape("Avro") { "\0\0\0\0\u{7}" + String(repeating: "n", count: $0 - 5) },
    HostileShape(
      "not UTF-8 at the end",
      raw: { bytes in
        Array(command(#""notesSummary":"\#(String(repeating: "n", count: bytes - 200))"#).utf8) + [0xFF]
      }),
  ]

  // MARK: Fields

  private static let fields: [HostileShape] = [
    HostileShape(
      "each field null",
      fixed: "{" + FieldTable.customer.fields.map { "\"\($0.name)\":null" }.joined(separator: ",") + "}"),
    HostileShape(
      "each format wrong",
      fixed:
        #"{"customerSince":"2024-01-15 09:00","website":"www.example.com/press kit","primaryEmail":"ida holm@exämple.com"}"#
    ),
    HostileShape(
      "each enumeration wrong",
      fixed: #"{"customerType":"Actve","status":"Actve","paymentTerms":"net3","industrySegment":"Goverment","#
        + #""visibilityMode":"Publik"}"#),
  ]

  // MARK: Events

  private static let events: [HostileShape] = [
    HostileShape("an event without attributes") { bytes in
      filled(bytes, #"{"specversion":1,"data":""#, #""}"#) { String(repeating: "n", count: $0) }
    },
    HostileShape("an event's members again and again") { bytes in
      filled(bytes, #"{"specversion":"1.0","#, "}") { many($0) { _ in #""x":0"# } }
    },
    HostileShape("an event's many members") { bytes in
      filled(bytes, #"{"specversion":"1.0","#, "}") { many($0) { "\"x\($0)\":\"\"" } }
    },
    HostileShape("an event's attribute again and again") { bytes in
      filled(bytes, #"{"specversion":"1.0","#, "}") { many($0) { _ in #""id":"\n""# } }
    },
    HostileShape("an event's data in base 64") { bytes in
      filled(bytes, #"{"specversion":"1.0","data_base64":""#, #""}"#) { many($0, separator: "") { _ in "AQEB" } }
    },
    HostileShape("an event around what is too deep") { bytes in
      filled(bytes, #"{"specversion":"1.0","data":"#, "}") { tooDeep($0) }
    },
  ]
}
