internal import CustomerContract

/// Values and names that no JSON parser may take.
enum SyntaxFaults {
  static func all(_ fields: [SampleField]) -> [SampleFault] {
    let indexes = Array(fields.indices)
    return [
      SampleFault.value(
        .notJSON, "not-json-number", of: indexes,
        [
          "01", "+1", ".5", "1.", "1e", "1e+", "-", "0x1F", "1_000", "1,5", "NaN", "Infinity", "-Infinity", "--1",
          "1.2.3",
        ]),
      SampleFault.value(
        .notJSON, "not-json-word", of: indexes, ["True", "FALSE", "None", "nil", "undefined", "nul", "trueish", "yes"]),
      SampleFault.value(
        .notJSON, "not-json-escape", of: indexes,
        [
          #""\x41""#, #""\'""#, #""\u12""#, #""\u{1F600}""#, #""\U00000041""#, #""C:\customers""#, #""\u00g0""#,
          #""\0""#,
        ]),
      SampleFault.value(
        .notJSON, "not-json-control-character", of: indexes,
        ["\"a\tb\"", "\"\u{1}\"", "\"a\u{1F}\"", "\"\u{0}\"", "{\"note\":\"a\tb\"}"]),
      SampleFault.value(
        .notJSON, "not-json-lone-surrogate", of: indexes,
        [
          #""\ud800""#, #""Wren \udc26""#, #""\ude00\ud83d""#, #""\ud83d\u0041""#, #""\uD83D 😀""#,
          #"{"note":"\uDFFF"}"#,
          #"["\ud83d\ud83d\ude00"]"#,
        ]),
      SampleFault.value(
        .notJSON, "not-json-nested", of: indexes,
        ["[1,,2]", "[1,]", "[,1]", "{,}", #"{"a":1,}"#, #"{"a" 1}"#, "[1 2]", "{1:2}", #"{"a"}"#, "[}", "(1)", ""]),
      [
        SampleFault(
          .notJSON, "not-json-surrogate-in-name",
          .draft { draft in
            draft.add(name: Array(#""\ud83d""#.utf8)) { $0.raw("1") }
            return true
          })
      ],
    ].flatMap { $0 }
  }
}
