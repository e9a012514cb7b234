import Foundation
import Testing

@testable import ContractSamples
@testable import CustomerContract

@Suite struct SampleGeneratorTests {
  private static func samples(_ count: Int, seed: UInt64 = 7, badShare: Double = 0.1) -> [Sample] {
    var generator = SampleGenerator(seed: seed, badShare: badShare)
    return (0..<count).map { _ in generator.next() }
  }

  @Test func `The random numbers are those of SplitMix64`() {
    var random = SampleRandom(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
    #expect(random.next() == 9_817_491_932_198_370_423)
  }

  @Test func `The same seed gives the same samples and another seed others`() {
    #expect(Self.samples(2000) == Self.samples(2000))
    #expect(Self.samples(20) != Self.samples(20, seed: 8))
  }

  @Test func `Every sample can stand on a line with its key before it`() {
    for sample in Self.samples(6000, badShare: 0.5) {
      #expect(!sample.value.contains(0x0A))
      #expect(sample.value.last != 0x0D)
      #expect(sample.key?.contains { $0 == 0x09 || $0 == 0x0A } != true)
    }
  }

  @Test(arguments: [0, 0.1, 0.9, 1])
  func `The share of bad samples is the one asked for`(_ share: Double) {
    let bad = Self.samples(10_000, badShare: share).filter(\.isBad).count
    #expect(abs(Double(bad) / 10_000 - share) < 0.02)
    if share == 0 { #expect(bad == 0) }
    if share == 1 { #expect(bad == 10_000) }
  }

  @Test func `A tenth has no key and few keys stand twice`() {
    let keys = Self.samples(10_000).map(\.key)
    #expect((800...1200).contains(keys.filter { $0 == nil }.count))
    let present = keys.compactMap(\.self)
    #expect((100...500).contains(present.count - Set(present).count))
  }

  @Test func `The mean length is that of a real command`() {
    let samples = Self.samples(10_000, badShare: 0)
    #expect((600...700).contains(samples.reduce(0) { $0 + $1.value.count } / samples.count))
  }

  @Test func `Good samples are JSON objects with every field of the table`() throws {
    var seen: Set<String> = []
    for sample in Self.samples(2000, badShare: 0) {
      let json = try JSONSerialization.jsonObject(with: Data(sample.value))
      let object = try #require(json as? [String: Any])
      seen.formUnion((object["data"] as? [String: Any] ?? object).keys)
    }
    #expect(seen == Set(FieldTable.customer.fields.map(\.name)))
  }

  @Test func `Every kind of fault occurs`() {
    let table = SampleFaultTable(FieldTable.customer.fields.map(SampleField.init))
    #expect(Set(table.all.map(\.name)).count == table.all.count)
    let seen = Set(Self.samples(10_000, badShare: 1).flatMap(\.faults).map(\.name))
    #expect(seen == Set(table.all.map(\.name)))
  }

  @Test func `Every code but those of headers occurs in 5,000 samples`() {
    let codes = Set(Self.samples(5000).flatMap(\.faults).map(\.code))
    #expect(codes == Set(ErrorCode.allCases).subtracting([.undecodable, .workspaceRequired, .workspaceMismatch]))
  }

  @Test func `A field that is added to the table is in the samples, good and bad`() {
    let field = Field("renewsAt", .formatted(.dateTime), "When the contract is renewed")
    var generator = SampleGenerator(
      seed: 7, badShare: 0.5, table: FieldTable(FieldTable.customer.fields + [field]))
    var present = 0
    for _ in 0..<1000 {
      present += String(decoding: generator.next().value, as: UTF8.self).contains("\"renewsAt\":") ? 1 : 0
    }
    #expect((300...700).contains(present))
  }

  @Test func `A table of any fields has samples`() {
    for fields in [[], [Field("n", .integer, "A number")], [Field("e", .enumeration(["\"", "1"]), "A choice")]] {
      var generator = SampleGenerator(seed: 7, badShare: 0.5, table: FieldTable(fields))
      for _ in 0..<1000 { #expect(generator.next().value.count < 40_000) }
    }
  }
}
