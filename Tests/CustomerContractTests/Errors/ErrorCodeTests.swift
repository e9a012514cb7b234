import Testing

import ContractTestSupport

@testable import CustomerContract

@Suite struct ErrorCodeTests {
  /// A command for each code, with the workspace that the caller has: none where commands name their own.
  static let cases: [ErrorCode: (text: String, workspace: String?)] = [
    .empty: ("", nil),
    .notUTF8: ("\"", nil),
    .notJSON: (#"{"legalName":}"#, nil),
    .notObject: ("[]", nil),
    .tooDeep: (String(repeating: "[", count: 65) + String(repeating: "]", count: 65), nil),
    .tooLarge: (#"{"creditLimit":1\#(String(repeating: "0", count: 1000))}"#, nil),
    .duplicateField: (#"{"legalName":1,"legalName":2}"#, nil),
    .unsupportedEvent: (#"{"specversion":"0.3","data":{}}"#, nil),
    .workspaceRequired: (command(), ""),
    .workspaceMismatch: (command(#""workspaceId":"w1""#), "w2"),
    .required: ("{}", nil),
    .invalidType: (command(#""taxExempt":1"#), nil),
    .blank: (#"{"legalName":" "}"#, nil),
    .invalidEnum: (command(#""status":"x""#), nil),
    .invalidFormat: (command(#""website":"x""#), nil),
    .outOfRange: (command(#""healthScore":1e19"#), nil),
    .unknownField: (command(#""x":1"#), nil),
  ]

  @Test(arguments: ErrorCode.allCases.filter { $0 != .undecodable })
  func `Each code has a command that gets it`(_ code: ErrorCode) throws {
    let example = try #require(Self.cases[code], "\(code.rawValue) has no case: add one")
    var bytes = Array(example.text.utf8)
    if code == .notUTF8 { bytes.append(0xFF) }
    var settings = Decided.Settings()
    if let workspace = example.workspace {
      settings.rules.workspace = .header(name: "workspace-id")
      settings.headers = [("workspace-id", workspace)]
    }
    let decided = Decided(bytes, settings)
    #expect(decided.errors.contains { $0.hasPrefix("\(code.rawValue) ") }, "\(decided.errors)")
    #expect(
      try (decided.result["errors"] as? [[String: Any]])?.contains { $0["code"] as? String == code.rawValue } == true)
  }
}
