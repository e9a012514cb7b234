import Foundation
import Testing

@testable import CustomerContract

@Suite struct ArenaWriterTests {
  static func written(_ write: (inout ArenaWriter) -> Void) -> String {
    unsafe withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { memory in
      var writer = ArenaWriter(memory)
      write(&writer)
      return unsafe String(decoding: UnsafeRawBufferPointer(rebasing: memory[..<writer.count]), as: UTF8.self)
    }
  }

  @Test func `Numbers are written in decimal, whatever their length`() {
    var numbers: [Int64] = [0, .max, .min, 42, 99, 100, 101]
    var power: Int64 = 1
    for _ in 0..<18 {
      power *= 10
      numbers += [power - 1, power, power + 1, -power, 1 - power]
    }
    for bit in 0..<63 { numbers += [1 << bit, (1 << bit) - 1] }
    for number in numbers { #expect(Self.written { $0.append(number) } == String(number)) }
  }

  @Test(arguments: ["\"", "\\", "\n", "\u{1F}", "é", "\u{80}", "x"])
  func `A character at any place of a text is escaped as JSON asks for`(_ character: String) throws {
    for before in 0..<20 {
      for after in 0..<20 {
        let text = String(repeating: "a", count: before) + character + String(repeating: "\u{7F}", count: after)
        let bytes = Array(text.utf8)
        let written = Self.written { writer in PaddedBytes.withCopy(of: bytes) { writer.appendJSON($0) } }
        let counted = PaddedBytes.withCopy(of: bytes) { $0.jsonCount }
        #expect(counted == written.utf8.count)
        let read = try JSONSerialization.jsonObject(with: Data(written.utf8), options: .fragmentsAllowed)
        #expect(read as? String == text)
      }
    }
  }

  @Test func `Bytes are written as base 64, whatever their number`() {
    for count in 0..<20 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 83 + 7) }
      let written = Self.written { writer in PaddedBytes.withCopy(of: bytes) { writer.appendBase64($0) } }
      #expect(written == Data(bytes).base64EncodedString())
    }
  }
}
