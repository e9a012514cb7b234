import Testing

import ContractTestSupport

@testable import CustomerContract

/// The published test vectors: consumers store these ids, so none of them may ever change. Each is SHA-1 by another
/// implementation (Python's `hashlib`) over the name that the test spells out.
@Suite struct ResultIdentityTests {
  static let decision = "d2f1a855-19bd-5a64-a5a4-14bf8967bca7"
  static let recordCustomer = "a92eb470-e15e-5914-a424-48f9228a2eea"

  @Test func `Cluster NUL customer.create.commands NUL 3 NUL 7 NUL 1700000000000`() {
    #expect(Decided(command()).header("ce_id") == Self.decision)
    #expect(Decided("x").header("ce_id") == Self.decision)
  }

  @Test func `Cluster NUL customer.create.commands NUL 3 NUL 123456789012 NUL -1, without a timestamp`() {
    let decided = Decided(command()) {
      $0.offset = 123_456_789_012
      $0.timestamp = nil
    }
    #expect(decided.header("ce_id") == "fd9a0f10-daaa-57bc-92e8-eb1f15717b46")
  }

  @Test func `NUL record NUL and the decision's id, where the command has no name`() throws {
    #expect(try Decided(command()).result["customerId"] as? String == Self.recordCustomer)
  }

  @Test(arguments: ["key 1", "\"key 1\""])
  func `NUL key NUL key 1, with and without quotes around it`(_ key: String) throws {
    let decided = Decided(command()) { $0.headers = [("idempotency-key", key)] + CommandEncodingTests.binary }
    #expect(try decided.result["customerId"] as? String == "652a58e9-1cf3-5957-9e52-1eb07e71698e")
  }

  @Test func `NUL key NUL key 1 behind w1, in that workspace`() throws {
    let decided = Decided(command(#""workspaceId":"w1""#)) { $0.headers = [("idempotency-key", "key 1")] }
    #expect(try decided.result["customerId"] as? String == "817986fa-89c3-56ef-88cf-01f1121f01e7")
  }

  @Test func `NUL event NUL source NUL id, of both kinds of events`() throws {
    let binary = Decided(command()) { $0.headers = CommandEncodingTests.binary }
    let structured = Decided(CommandEncodingTests.event(#""data":\#(command())"#))
    for decided in [binary, structured] {
      #expect(try decided.result["customerId"] as? String == "586165f1-6d0f-501e-ad64-e8c9c9f95390")
    }
  }

  @Test(arguments: ["", "\"\"", String(repeating: "k", count: 256)])
  func `A key that is empty or too long counts as absent`(_ key: String) throws {
    let decided = Decided(command()) { $0.headers = [("idempotency-key", key)] }
    #expect(try decided.result["customerId"] as? String == Self.recordCustomer)
    #expect(decided.header("ce_causationid") == nil)
  }

  @Test func `The same command sent again is the same customer by another decision`() throws {
    let settings: (Int64) -> Decided = { offset in
      Decided(command()) {
        $0.offset = offset
        $0.headers = [("idempotency-key", "k")]
      }
    }
    #expect(try settings(1).result["customerId"] as? String == settings(2).result["customerId"] as? String)
    #expect(settings(1).header("ce_id") != settings(2).header("ce_id"))
  }
}
