import Foundation
import Testing

import ContractTestSupport

@testable import CustomerContract

@Suite struct ResultFitTests {
  static let limit = 20_480

  /// Bytes of a record as Kafka counts them, or more.
  static func bytes(_ decided: Decided) -> Int {
    decided.value.count + (decided.key?.count ?? 0)
      + decided.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.count + 10 } + 128
  }

  @Test func `An accepted result that does not fit becomes a rejected one without the command`() throws {
    let notes = String(repeating: "n", count: Self.limit)
    let decided = Decided(command(#""notesSummary":"\#(notes)""#)) { $0.resultBytes = Self.limit }
    #expect(decided.isAccepted)
    #expect(decided.destination == .rejected)
    let result = try decided.result
    #expect(result["commandOmitted"] as? Bool == true)
    #expect(result["type"] as? String == "urn:customer-create:problem:too_large")
    #expect(Self.bytes(decided) <= Self.limit)
  }

  @Test(arguments: [19_000, 19_900, 20_000, 20_100, 20_200, 20_300, 20_400, 20_500, 21_000])
  func `Around the limit every result fits`(_ size: Int) throws {
    let decided = Decided(command(#""notesSummary":"\#(String(repeating: "n", count: size))""#)) {
      $0.resultBytes = Self.limit
      $0.key = Array("key".utf8)
    }
    #expect(Self.bytes(decided) <= Self.limit)
    #expect(decided.key != nil)
    _ = try decided.result
  }

  @Test func `A rejected command that does not fit is left out`() throws {
    let decided = Decided(String(repeating: "\u{1}", count: 5000)) { $0.resultBytes = Self.limit }
    #expect(try decided.result["commandOmitted"] as? Bool == true)
    #expect(try decided.result["commandText"] == nil)
    #expect(Self.bytes(decided) <= Self.limit)
  }

  @Test func `A key that does not fit is left null, in an accepted result too`() throws {
    let decided = Decided(command()) {
      $0.resultBytes = Self.limit
      $0.key = [UInt8](repeating: 0xFF, count: Self.limit)
    }
    #expect(decided.destination == .accepted)
    #expect(decided.key == nil)
    #expect(try decided.result["keyOmitted"] as? Bool == true)
  }

  @Test func `Errors and headers that do not fit are left out at last`() throws {
    let members = (0..<100).map { "\"\($0)\(String(repeating: "\\u0001", count: 900))\":1" }.joined(separator: ",")
    let decided = Decided(command(members)) {
      $0.resultBytes = 4096
      $0.headers = [
        ("kafka_correlationId", String(repeating: "x", count: 1000)),
        ("correlation-id", String(repeating: "c", count: 1000)),
      ]
      $0.key = Array(repeating: 1, count: 500)
    }
    #expect(try decided.result["errorsOmitted"] as? Int == 100)
    #expect(decided.key?.count == 500)
    #expect(Self.bytes(decided) <= 4096)
  }

  @Test func `A result that the broker has refused is the smallest there is`() throws {
    let accepted = Decided(command()) {
      $0.smallestResult = true
      $0.key = Array("key".utf8)
    }
    #expect(accepted.destination == .rejected)
    #expect(accepted.errors == [])
    #expect(try accepted.result["keyOmitted"] as? Bool == true)
    #expect(try accepted.result["commandOmitted"] as? Bool == true)
    let rejected = Decided(#"{"a":1}"#) { $0.smallestResult = true }
    #expect(try (rejected.result["errors"] as? [Any])?.count == 1)
    #expect(try rejected.result["errorsOmitted"] as? Int == 3)
    #expect(try rejected.result["keyOmitted"] == nil)
  }

  @Test func `The longest settings leave room for the smallest result`() throws {
    for mode in [ResultFormat.Mode.binary, .structured] {
      for keyBytes in [0, 500, 900, 1024] {
        let decided = Decided(#"{"specversion":"1.0"}"#) {
          $0.resultBytes = 4096
          $0.format.mode = mode
          $0.format.source = String(repeating: "s", count: 512)
          $0.format.problemBase = String(repeating: "p", count: 512)
          $0.rules.eventTypes = (0..<40).map { "\($0)" + String(repeating: "t", count: 198) }
          $0.key = Array(repeating: 1, count: keyBytes)
          $0.headers = [("ce_specversion", "1.0"), ("content-type", "text/xml")]
        }
        #expect(Self.bytes(decided) <= 4096, "\(mode), \(keyBytes) bytes of key")
        #expect(try decided.result["data"] != nil || decided.result["status"] as? Int == 400)
      }
    }
  }

  @Test(arguments: [100, 1000, 10_000])
  func `Room is made for whatever the settings put into results`(_ bytes: Int) throws {
    for text in ["", command(), command(#""x":1"#)] {
      let decided = Decided(text) {
        $0.format.source = String(repeating: "\\", count: bytes)
        $0.format.problemBase = String(repeating: "\u{1}", count: bytes)
        $0.format.copyHeaders = [String(repeating: "h", count: 255)]
        $0.rules.eventTypes = [String(repeating: "\"", count: bytes)]
        $0.headers = [(String(repeating: "H", count: 255), "1"), ("ce_specversion", "1.0")]
      }
      _ = try decided.result
    }
  }

  @Test func `No room is made for a command that is larger than a result`() {
    var outgoing = OutgoingRecords()
    var processor = CommandProcessor(rules: Rules(), format: ResultFormat())
    let text = [UInt8](repeating: 1, count: 890_000)
    let position = RecordPosition(topic: "t", partition: 0, offset: 0, timestamp: nil)
    let context = DecisionContext(clusterID: "c", time: 0, resultBytes: 1_000_000)
    for _ in 0..<100 {
      let decision = unsafe processor.decide(value: text.span.bytes, headers: RecordHeaders())
      _ = processor.encode(
        decision, key: nil, headers: RecordHeaders(), position: position, context: context, into: &outgoing)
    }
    #expect(outgoing.count == 100)
    #expect(outgoing.memoryBytes <= 1 << 20)
  }

  @Test func `Records of a transaction stay where they are until it ends`() {
    var settings = Decided.Settings()
    settings.key = Array("key".utf8)
    var processor = CommandProcessor(rules: Rules(), format: ResultFormat())
    var outgoing = OutgoingRecords()
    let headers = RecordHeaders()
    let text = Array(command(#""notesSummary":"\#(String(repeating: "n", count: 400_000))""#).utf8)
    for round in 0..<2 {
      for offset in 0..<12 {
        let position = RecordPosition(topic: "t", partition: 0, offset: Int64(offset), timestamp: nil)
        let context = DecisionContext(clusterID: "c", time: Int64(round), resultBytes: 1_000_000)
        let decision = unsafe processor.decide(value: text.span.bytes, headers: headers)
        _ = processor.encode(
          decision, key: nil, headers: headers, position: position, context: context, into: &outgoing)
      }
      #expect(outgoing.count == 12)
      for offset in 0..<12 {
        let value = String(decoding: outgoing[offset].value.map { $0.array } ?? [], as: UTF8.self)
        #expect(value.hasSuffix(#","offset":\#(offset),"timestamp":null}}"#))
      }
      outgoing.reset()
      #expect(outgoing.count == 0 && outgoing.byteCount == 0)
    }
  }
}
