import Testing

@testable import ContractSamples
@testable import CustomerContract

/// The fast walk over tokens against the slow scanner, on texts that were JSON before a few changes.
@Suite struct DifferentialTests {
  static let texts = [
    #"{"legalName":"Ada \u00e9\n","displayName":"\"","customerType":"active","creditLimit":{"a":[1,-2.5e+3,{"b":null}],"c":[[]]}}"#,
    #" [ {"a" : true} , [ ] , { } , "\\\"\ud83d\ude00" , -0.0E-1 , false , null ] "#,
    #"{"unknown":{"é":"😀","\/":[0,1,[2,[3,{}]]]},"healthScore":100,"contractTerms":{"x":"1","y":1}}"#,
    #"{"specversion":"1.0","id":"1","source":"s","type":"customer.create","data":{"legalName":"a"}}"#,
  ]
  static let pieces =
    GrammarTests.valid.prefix { $0.count < 20 } + GrammarTests.invalid + [
      "{", "}", "[", "]", ":", ",", "\"", "\\", " ",
    ]

  #if DEBUG
    static let rounds = 20_000
  #else
    static let rounds = 400_000
  #endif

  @Test func `The fast walk and the slow scanner agree on what is JSON`() throws {
    let seed: UInt64 = 20_261_125
    var random = SampleRandom(seed: seed)
    var processor = CommandProcessor(rules: Rules(), format: ResultFormat())
    var read = 0
    for round in 0..<Self.rounds {
      var bytes = Array(Self.texts[random.below(Self.texts.count)].utf8)
      for _ in 0...random.below(2) { Self.change(&bytes, &random) }
      let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
      let isJSON = isUTF8 && Self.isJSON(bytes)
      let codes = unsafe processor.decide(value: bytes.span.bytes, headers: RecordHeaders()).errors.map(\.code)
      let text = String(decoding: bytes, as: UTF8.self)
      let fits =
        isJSON
        ? !codes.contains(.notJSON) && !codes.contains(.notUTF8)
        : codes == [isUTF8 ? .notJSON : .notUTF8] || bytes.isEmpty
      try #require(fits, "seed \(seed), round \(round): \(codes) for \(text)")
      if isJSON { read += 1 }
    }
    // Both sides are met often.
    #expect(read > Self.rounds / 20 && read < Self.rounds * 19 / 20)
  }

  static func change(_ bytes: inout [UInt8], _ random: inout SampleRandom) {
    guard !bytes.isEmpty else { return }
    let index = random.below(bytes.count)
    switch random.below(5) {
    case 0: bytes.remove(at: index)
    case 1: bytes[index] = UInt8(random.below(256))
    case 2: bytes.insert(bytes[random.below(bytes.count)], at: index)
    case 3: bytes.insert(contentsOf: [UInt8(ascii: " "), UInt8(ascii: "\n")], at: index)
    default: bytes.insert(contentsOf: Array(pieces[random.below(pieces.count)].utf8), at: index)
    }
  }

  static func isJSON(_ bytes: [UInt8]) -> Bool {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    return !text.isEmpty && PaddedBytes.withCopy(of: text) { SyntaxScanner.firstError(in: $0) == nil }
  }
}
