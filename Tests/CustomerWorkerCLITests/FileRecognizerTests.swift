import Foundation
import Testing

@testable import CustomerWorkerCLI

@Suite struct FileRecognizerTests {
  /// The kind of a file with this content, as `validate` looks at it.
  private static func kind(_ bytes: [UInt8]) -> FileKind? {
    var recognizer = FileRecognizer()
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let line = Array(line)
      let isJSON = (try? JSONSerialization.jsonObject(with: Data(line), options: .fragmentsAllowed)) != nil
      if let kind = unsafe recognizer.read(line.span.bytes, isJSON: isJSON) { return kind }
    }
    return recognizer.end()
  }

  private static func kind(_ text: String) -> FileKind? { kind(Array(text.utf8)) }

  @Test(arguments: [
    "{\n}", "{\n  \"a\": 1\n}\n", "{\r\n\t\"a\": 1\r\n}\r\n", "\u{FEFF}{\n  \"a\": 1\n}", "\n \n{\n\"a\": 1\n}",
    "{ \"a\": 1\n, \"b\": 2\n}", "{\"a\": 1,\n \"b\": 2}", "{\"a\": [\n  {\"b\": 1}\n]}", "  {\n    \"a\": 1\n  }",
  ])
  func `JSON over many lines`(_ text: String) {
    #expect(Self.kind(text) == .prettyPrinted)
  }

  @Test(arguments: [
    "[{\"a\":1},{\"a\":2}]", "[{\"a\":1}]\n", "[\n  {\"a\": 1},\n  {\"a\": 2}\n]\n", "[{\"a\":1},\n{\"a\":2}]",
    "\u{FEFF}[{}]",
    "\n[\n", "[]", " [ {} ] ", "[{\"a\":1,}, {}]",
  ])
  func `An array`(_ text: String) {
    #expect(Self.kind(text) == .array)
  }

  /// An encoding, with the mark of its byte order or without.
  struct Wide: Sendable {
    let mark: [UInt8]
    let zerosBefore: Int
    let zerosAfter: Int
    let encoding: String
  }

  @Test(arguments: [
    Wide(mark: [], zerosBefore: 0, zerosAfter: 1, encoding: "UTF-16LE"),
    Wide(mark: [], zerosBefore: 1, zerosAfter: 0, encoding: "UTF-16BE"),
    Wide(mark: [0xFF, 0xFE], zerosBefore: 0, zerosAfter: 1, encoding: "UTF-16"),
    Wide(mark: [0xFE, 0xFF], zerosBefore: 1, zerosAfter: 0, encoding: "UTF-16"),
    Wide(mark: [], zerosBefore: 0, zerosAfter: 3, encoding: "UTF-32LE"),
    Wide(mark: [], zerosBefore: 3, zerosAfter: 0, encoding: "UTF-32BE"),
    Wide(mark: [0xFF, 0xFE, 0, 0], zerosBefore: 0, zerosAfter: 3, encoding: "UTF-32"),
  ])
  func `Wide text`(_ wide: Wide) {
    for text in ["{}\n", "[1]\n"] {
      let bytes = text.utf8.flatMap { byte -> [UInt8] in
        [UInt8](repeating: 0, count: wide.zerosBefore) + [byte] + [UInt8](repeating: 0, count: wide.zerosAfter)
      }
      #expect(Self.kind(wide.mark + bytes) == .wideText(wide.encoding))
    }
  }

  @Test(
    arguments: [
      ([0x1F, 0x8B, 8, 0], "gzip"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "xz"),
      (Array("BZh9".utf8), "bzip2"), ([0x50, 0x4B, 3, 4], "zip"), ([4, 0x22, 0x4D, 0x18], "lz4"),
    ] as [([UInt8], String)])
  func `A compressed file`(_ bytes: [UInt8], _ format: String) {
    guard case .compressed(let name, _) = Self.kind(bytes) else {
      Issue.record("\(format) is not recognised")
      return
    }
    #expect(name == format)
  }

  @Test(arguments: [
    "", "\n\n", "{\"a\":1}", "{\"a\":1}\n{\"a\":2}\n", "{\"a\":1}\n{\n{\"a\":2}", "{\"a\":\n{\"a\":1}\n{\"a\":2}",
    "[1]\n{\"a\":1}", "nonsense\n{\"a\":1}", "{\"a\":1}\n[\n1\n]", "\u{FEFF}{\"a\":1}\n{\"a\":2}", "{\"a\":1",
    "\u{0}\u{0}\u{0}\u{0}\u{1}{\"a\":1}", "legalName,displayName\nA,B",
  ])
  func `Lines of JSON, bad ones among them, are no other kind`(_ text: String) {
    #expect(Self.kind(text) == nil)
  }
}
