import Testing

@testable import CustomerContract

@Suite struct NameSetTests {
  private static func index(_ name: String, _ set: borrowing NameSet) -> Int? {
    PaddedBytes.withCopy(of: Array(name.utf8)) { set.index(of: $0) }
  }

  @Test func `Each name is found at its index, and none that differs in a byte or in length`() {
    let names = FieldTable.customer.fields.map(\.name) + ["a", "b", "exactly8", "ninebytes", "sixteenbytesname"]
    let set = NameSet(names)
    for (index, name) in names.enumerated() {
      #expect(Self.index(name, set) == index)
      for offset in 0..<name.utf8.count {
        var other = Array(name.utf8)
        other[offset] ^= 1
        let text = String(decoding: other, as: UTF8.self)
        #expect(Self.index(text, set) == names.firstIndex(of: text))
      }
      for other in [name + "x", String(name.dropLast()), name + name] {
        #expect(Self.index(other, set) == names.firstIndex(of: other))
      }
    }
    #expect(Self.index("", set) == nil)
  }

  @Test func `Names that differ only where their slot does not come from are told apart`() {
    let names = (0..<9).map { "the same \($0) start and the same end" }
    let set = NameSet(names)
    for (index, name) in names.enumerated() { #expect(Self.index(name, set) == index) }
    #expect(Self.index("the same x start and the same end", set) == nil)
  }

  @Test func `A set of no names has none`() {
    let set = NameSet([])
    #expect(Self.index("", set) == nil)
    #expect(Self.index("a", set) == nil)
  }
}
