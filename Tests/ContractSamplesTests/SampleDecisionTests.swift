import Testing

import ContractTestSupport

@testable import ContractSamples
@testable import CustomerContract

@Suite struct SampleDecisionTests {
  /// The samples, each with what the worker's rules say of it.
  private static func decided(
    _ count: Int, seed: UInt64 = 11, badShare: Double = 0.1, table: FieldTable = .customer,
    _ look: (Sample, borrowing Decision) -> Void
  ) {
    var generator = SampleGenerator(seed: seed, badShare: badShare, table: table)
    var processor = CommandProcessor(rules: Rules(), format: ResultFormat(), table: table)
    for _ in 0..<count {
      let sample = generator.next()
      let decision = unsafe processor.decide(value: sample.value.span.bytes, headers: RecordHeaders())
      look(sample, decision)
    }
  }

  @Test func `Every code that samples promise is decided in 5,000 of them`() {
    var codes: Set<ErrorCode> = []
    Self.decided(5000) { codes.formUnion($1.errors.map(\.code)) }
    #expect(codes == Set(ErrorCode.allCases).subtracting([.undecodable, .workspaceRequired, .workspaceMismatch]))
  }

  @Test func `Good samples are accepted and bad ones rejected for their faults and no other reason`() {
    Self.decided(6000, badShare: 0.5) { sample, decision in
      let expected = sample.faults.map(\.code).sorted()
      let found = decision.errors.map(\.code).sorted()
      #expect(
        found == expected, "\(sample.faults.map(\.name)): \(String(decoding: sample.value.prefix(4000), as: UTF8.self))"
      )
    }
  }

  @Test func `A result is the same whatever was decided before`() {
    var generator = SampleGenerator(seed: 23, badShare: 0.5)
    var settings = Decided.Settings()
    settings.rules.nullFields = .absent
    settings.rules.unknownFields = .drop
    let samples = (0..<600).map { _ in generator.next().value }
    for settings in [Decided.Settings(), settings] {
      var used = CommandProcessor(rules: settings.rules, format: settings.format)
      // Back and forth, so that each follows two others.
      for sample in samples + samples.reversed() {
        let alone = Decided(sample, settings)
        let after = Decided(sample, settings, &used)
        #expect(after.value == alone.value)
        #expect(after.errors == alone.errors)
      }
    }
  }

  @Test func `Samples of a table with one more field are decided by that table`() {
    let field = Field("renewsAt", .formatted(.dateTime), isRequired: true, "When the contract is renewed")
    var blamed = 0
    Self.decided(2000, badShare: 0.5, table: FieldTable(FieldTable.customer.fields + [field])) { sample, decision in
      #expect(decision.isAccepted == !sample.isBad)
      blamed += decision.errors.contains { $0.pointer == "/renewsAt" } ? 1 : 0
    }
    #expect(blamed > 50)
  }
}

extension [ErrorCode] {
  fileprivate func sorted() -> [String] { map(\.rawValue).sorted() }
}
