import Testing

@testable import Settings

@Suite struct YAMLDocumentTests {
  private func faults(_ text: String) -> [String] { faults(Array(text.utf8)) }

  private func faults(_ bytes: [UInt8]) -> [String] {
    YAMLDocument.read(bytes).errors.map { "\($0.location.line):\($0.location.column): \($0.problem)" }
  }

  @Test(arguments: [
    ("a: [1\nb: 2", "2:2: the file is not YAML: did not find expected ',' or ']'"),
    ("a: 1\n\tb: 2", "2:1: the file is not YAML: found a tab character that violates indentation"),
    ("a: \"x", "1:6: the file is not YAML: found unexpected end of stream"),
    ("a: b: c", "1:5: the file is not YAML: mapping values are not allowed in this context"),
    ("a: 1\n---\na: 2", "2:1: the file has a second document"),
    ("a: 1\na: 2", "2:1: \"a\" appears here a second time; the first is on line 1"),
    ("a: {b: 1, \"b\": 2}", "1:11: \"b\" appears here a second time; the first is on line 1"),
    ("[1]: 2", "1:1: a name must be one text"),
  ])
  func `A text that is not taken has the location of its fault`(_ text: String, _ expected: String) {
    #expect(faults(text) == [expected])
  }

  @Test func `Anchors, aliases and tags are all found`() {
    let problem = "anchors (&), aliases (*) and tags (!) are not taken here"
    #expect(
      faults("a: &x 1\nb: *x\nc: !!str 2\nd: !!map {}\ne: &y []\n*x : 1")
        == ["1:4", "2:4", "3:4", "4:4", "5:4", "6:1"].map { "\($0): \(problem)" })
  }

  @Test func `Bytes that are not UTF-8 have a location`() {
    #expect(faults(Array("a: 1\nb: ".utf8) + [0xff]) == ["2:4: the file is not YAML: invalid leading UTF-8 octet"])
    #expect(faults(Array("a: 1\nb: ".utf8) + [0]) == ["2:4: the file is not YAML: control characters are not allowed"])
  }

  @Test(arguments: ["[", "{a: ", "- "])
  func `Values inside each other have a limit`(_ opening: String) {
    #expect(
      faults(String(repeating: opening, count: 100_000)).map { $0.drop { $0 != " " } }
        == [" the file has more than 16 values inside each other"])
  }

  @Test func `A text without a value has none`() {
    #expect(YAMLDocument.read([]).root == nil)
    #expect(YAMLDocument.read(Array("# only a comment\n".utf8)).root == nil)
  }

  @Test func `No text makes the reader fail otherwise than with a fault`() {
    let alphabet = Array("ab:[]{}-,&*!|>'\"#%@?~ \n\t\u{0}\u{e9}".utf8) + [0xff]
    let seed: UInt64 = 20_260_101
    var random = SeededNumbers(state: seed)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      let document = YAMLDocument.read(bytes)
      #expect(document.root != nil || document.errors.count < 40, "seed \(seed), bytes \(bytes)")
    }
  }
}

/// SplitMix64.
private struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
