import Testing

@testable import CustomerContract

@Suite struct ArenaWriterTests {
  static func text(_ number: Int64) -> String {
    unsafe withUnsafeTemporaryAllocation(byteCount: 32, alignment: 1) { memory in
      var writer = ArenaWriter(memory)
      writer.append(number)
      return unsafe String(decoding: UnsafeRawBufferPointer(rebasing: memory[..<writer.count]), as: UTF8.self)
    }
  }

  @Test func `numbers are written in decimal, whatever their length`() {
    var numbers: [Int64] = [0, .max, .min, 42, 99, 100, 101]
    var power: Int64 = 1
    for _ in 0..<18 {
      power *= 10
      numbers += [power - 1, power, power + 1, -power, 1 - power]
    }
    for bit in 0..<63 { numbers += [1 << bit, (1 << bit) - 1] }
    for number in numbers { #expect(Self.text(number) == String(number)) }
  }
}
