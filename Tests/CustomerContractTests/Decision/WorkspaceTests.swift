import Testing

import ContractTestSupport

@testable import CustomerContract

@Suite struct WorkspaceTests {
  static func decide(_ text: String, _ header: String?) -> Decided {
    Decided(text) {
      $0.rules.workspace = .header(name: "Workspace-Id")
      if let header { $0.headers = [("workspace-id", header)] }
    }
  }

  @Test func `Without the header the caller's workspace is required`() throws {
    for header in [nil, ""] as [String?] {
      let decided = Self.decide(command(#""workspaceId":"w1","x":1"#), header)
      #expect(decided.errors == ["workspace_required "])
      #expect(try decided.result["status"] as? Int == 401)
    }
  }

  @Test func `The caller's workspace is filled in where the command has none`() {
    #expect(
      Self.decide(command(), "w\"1").customer == command().dropLast() + "," + defaults + #","workspaceId":"w\"1"}"#)
  }

  @Test func `Another workspace than the caller's is a mismatch`() throws {
    let decided = Self.decide(command(#""workspaceId":"w2""#), "w1")
    #expect(decided.errors == ["workspace_mismatch /workspaceId"])
    #expect(try decided.result["status"] as? Int == 403)
    #expect(Self.decide(command(#""workspaceId":"w\u0031""#), "w1").errors == [])
  }

  @Test func `A workspace of another type is the field's own error`() {
    #expect(Self.decide(command(#""workspaceId":1"#), "w1").errors == ["invalid_type /workspaceId"])
  }

  @Test func `The caller's workspace is part of the customer's identity`() throws {
    let settings: (inout Decided.Settings) -> Void = { $0.headers = [("idempotency-key", "k")] }
    let open = try Decided(command(#""workspaceId":"w1""#), settings).result["customerId"] as? String
    let filled =
      try Decided(command()) {
        $0.rules.workspace = .header(name: "ws")
        $0.headers = [("idempotency-key", "k"), ("ws", "w1")]
      }.result["customerId"] as? String
    #expect(open != nil && open == filled)
    #expect(try open != Decided(command(), settings).result["customerId"] as? String)
  }
}
