import ContractTestSupport
import Foundation
import Testing

@testable import CustomerContract

@Suite struct ProducerHintTests {
  private static let json = Array(command().utf8)
  private static let utf16 = Array(command().utf16)

  static let cases: [(name: String, bytes: [UInt8], part: String)] = [
    ("UTF-16 with a mark", [0xFF, 0xFE] + utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, "UTF-16"),
    ("UTF-16 without one", utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, "UTF-16"),
    ("UTF-16, the other order", utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }, "UTF-16"),
    ("Avro", [0, 0, 0, 0, 7, 0x10] + Array("Nordwind".utf8), "Avro"),
    ("Protobuf", [0, 0, 0, 0, 7, 0, 0x0A, 0x80], "Protobuf"),
    ("Apicurio", [0, 0, 0, 0, 0, 0, 0, 0, 7] + json, "Apicurio"),
    ("Glue", [3, 0] + [UInt8](repeating: 0xB7, count: 16) + json, "Glue"),
    ("Glue, compressed", [3, 5] + [UInt8](repeating: 0x41, count: 16) + [0x78, 0x9C, 0x01], "Glue"),
    ("gzip", [0x1F, 0x8B, 8, 0, 0], "gzip"), ("Zstandard", [0x28, 0xB5, 0x2F, 0xFD, 0], "Zstandard"),
    ("Java", [0xAC, 0xED, 0, 5, 0x73], "Java"), ("XML", Array("<customer/>".utf8), "XML"),
    ("JSON in a string", Array(#""{\"legalName\":\"A\"}""#.utf8), "encoded twice"),
    ("an array", Array("[{}]".utf8), "record of its own"),
    ("Connect", Array(#"{"schema":{"type":"struct"},"payload":{"legalName":"A"}}"#.utf8), "schemas.enable"),
  ]

  @Test(arguments: cases.map(\.name))
  func `What a known producer has written is recognised`(_ name: String) throws {
    let example = try #require(Self.cases.first { $0.name == name })
    let error = try Decided(example.bytes).firstError
    #expect((error["hint"] as? String)?.contains(example.part) == true, "\(error)")
    #expect((error["message"] as? String)?.contains(example.part) == true)
  }

  @Test(
    arguments: [
      Array(#"{"legalName":}"#.utf8), [0, 0, 0, 0, 9] + Array(#"{"legalName":}"#.utf8), [0x7B, 0x22, 0xFF],
      [0x22, 0xC3, 0x28, 0x22],
      [0, 0, 0, 0, 9, 0x20, 0x7B], Array(#"{"schema":1,"payload":2,"legalName":"A"}"#.utf8), Array(#""text""#.utf8),
    ] as [[UInt8]])
  func `What is only wrong gets no hint`(_ bytes: [UInt8]) throws {
    #expect(try Decided(bytes).firstError["hint"] == nil)
  }
}
