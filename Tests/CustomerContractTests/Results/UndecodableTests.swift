import ContractTestSupport
import Foundation
import Testing

@testable import CustomerContract

@Suite struct UndecodableTests {
  @Test func `The result of a record that cannot be decoded has its position and nothing else of it`() throws {
    for mode in [ResultFormat.Mode.binary, .structured] {
      var format = ResultFormat()
      format.mode = mode
      var processor = CommandProcessor(rules: Rules(), format: format)
      var outgoing = OutgoingRecords()
      processor.encodeUndecodable(
        topic: "customer.create.commands", partition: 3, offset: 123_456_789_012,
        context: DecisionContext(clusterID: "cluster", time: 0, resultBytes: 1_000_000), into: &outgoing)
      #expect(outgoing.count == 1)
      let record = outgoing[0]
      #expect(record.destination == .rejected && record.partition == 3)
      let hasKey = record.key != nil
      #expect(!hasKey)
      let value = record.value.map { $0.array } ?? []
      var names: [String: String] = [:]
      record.forEachHeader { name, value in
        names[String(decoding: name.array, as: UTF8.self)] = String(decoding: value.array, as: UTF8.self)
      }
      let whole = try #require(try JSONSerialization.jsonObject(with: Data(value)) as? [String: Any])
      // The name with -1 for the timestamp: `ResultIdentityTests` has the vector.
      #expect((mode == .binary ? names["ce_id"] : whole["id"] as? String) == "fd9a0f10-daaa-57bc-92e8-eb1f15717b46")
      let result = try #require(mode == .binary ? whole : whole["data"] as? [String: Any])
      #expect(result["status"] as? Int == 400)
      #expect((result["errors"] as? [[String: Any]])?.map { $0["code"] as? String } == ["undecodable"])
      let position = try #require(result["position"] as? [String: Any])
      #expect(position["offset"] as? Int == 123_456_789_012)
      #expect(position["timestamp"] is NSNull)
      #expect(Set(result.keys) == ["type", "title", "status", "detail", "errors", "position"])
    }
  }
}
