internal import CustomerContract

/// Values of the right JSON type that their field does not take.
enum ValueFaults {
  static func all(_ fields: [SampleField]) -> [SampleFault] {
    func indexes(_ fits: (FieldType) -> Bool) -> [Int] { fields.indices.filter { fits(fields[$0].type) } }
    let enumerations = indexes { if case .enumeration = $0 { true } else { false } }
    return [
      SampleFault.value(.blank, "blank", of: indexes { $0 == .text }, blank),
      SampleFault.value(.outOfRange, "out-of-range", of: indexes { $0 == .integer }, outOfRange),
      SampleFault.value(
        .invalidFormat, "invalid-format-date-time", of: indexes { $0 == .formatted(.dateTime) }, dateTimes),
      SampleFault.value(.invalidFormat, "invalid-format-uri", of: indexes { $0 == .formatted(.uri) }, uris),
      SampleFault.value(.invalidFormat, "invalid-format-email", of: indexes { $0 == .formatted(.email) }, emails),
      SampleFault.value(.invalidEnum, "invalid-enum-case", of: enumerations) { writer, field in
        write(&writer, field) { value, random in random.chance(50) ? value.uppercased() : value.capitalized }
      },
      SampleFault.value(.invalidEnum, "invalid-enum-typo", of: enumerations) { writer, field in
        write(&writer, field) { value, random in value.mistyped(&random) }
      },
      SampleFault.value(.invalidEnum, "invalid-enum-space", of: enumerations) { writer, field in
        write(&writer, field) { value, random in random.chance(50) ? value + " " : " " + value }
      },
      SampleFault.value(.invalidEnum, "invalid-enum-other", of: enumerations) { writer, field in
        write(&writer, field) { _, random in random.pick(["", "n/a", "customer", "未定", "0", "null"]) }
      },
    ].flatMap { $0 }
  }

  /// A value that a change makes of an allowed one, and that is not allowed itself.
  private static func write(
    _ writer: inout SampleWriter, _ field: SampleField, _ change: (String, inout SampleRandom) -> String
  ) {
    guard case .enumeration(let allowed) = field.type, !allowed.isEmpty else { return writer.string("") }
    var value = change(writer.random.pick(allowed), &writer.random)
    while allowed.contains(value) { value += "_" }
    writer.string(SampleText.Phrase(value))
  }

  private static let blank = [
    "\"\"", "\" \"", "\"    \"", #""\t""#, #""\r\n""#, #""\u000b\f""#, "\"\u{A0}\"", "\"\u{3000}\u{3000}\"",
    "\"\u{FEFF}\"",
    #""\u2028\u2029""#, "\"\u{1680}\u{2003}\u{202F}\u{205F}\"", #""\u00a0 \u3000""#,
  ]

  private static let outOfRange = [
    "100000000000000000000", "-9223372036854775809", "18446744073709551616", "1e20", "-1E+300",
    "99999999999999999999.0",
  ]

  private static let dateTimes = [
    "\"2024-01-15\"", "\"2024-01-15T09:00:00\"", "\"2024-13-01T09:00:00Z\"", "\"2023-02-29T09:00:00Z\"",
    "\"2024-01-15T24:00:00Z\"", "\"2024-01-15T09:60:00Z\"", "\"2024-01-15T09:00Z\"", "\"2024-01-15T09:00:00+0100\"",
    "\"2024-01-15T09:00:00.Z\"", "\"15.01.2024 09:00\"", "\"1705309200\"", "\"2024-01-15T09:00:00Z \"", "\"\"",
    "\"24-01-15T09:00:00Z\"", "\"2024-01-15T12:59:60Z\"", "\"2024-01-1৫T09:00:00Z\"", "\"yesterday\"",
  ]

  private static let uris = [
    "\"www.acme.example\"", "\"//acme.example/\"", "\"/about\"", "\"https://acme.example/a b\"",
    "\"https://münchen.example\"",
    "\"https://acme.example/%zz\"", "\"https://acme.example/<x>\"", #""https://acme.example\\about""#,
    "\"https://[::1\"",
    "\"1http://acme.example\"", "\"https://acme.example:80a/\"", "\"\"", "\" https://acme.example\"", "\"n/a\"",
  ]

  private static let emails = [
    "\"info\"", "\"info@\"", "\"@acme.example\"", "\"a@b@acme.example\"", "\"a b@acme.example\"", "\".a@acme.example\"",
    "\"a.@acme.example\"", "\"a..b@acme.example\"", "\"a@acme..example\"", "\"a@-acme.example\"", "\"a@acme.example.\"",
    "\"Ada <ada@acme.example>\"", "\"a@[127.0.0.300]\"", "\"a@acme_ltd.example\"", "\"\"", "\"mailto:\"",
    #""\"a@acme.example""#,
  ]
}

extension String {
  var capitalized: String { prefix(1).uppercased() + dropFirst() }

  /// The text with two letters changed over, one left out, or one twice.
  func mistyped(_ random: inout SampleRandom) -> String {
    var letters = Array(self)
    guard letters.count > 1 else { return self + self }
    let index = random.below(letters.count - 1)
    switch random.below(3) {
    case 0: letters.swapAt(index, index + 1)
    case 1: letters.remove(at: index)
    default: letters.insert(letters[index], at: index)
    }
    return String(letters)
  }
}
