import Testing

import ContractTestSupport

@testable import ContractDocuments
@testable import CustomerContract

/// The tables that only the documents have.
@Suite struct DocumentTableTests {
  private static let contract = Contract(
    table: .customer, rules: Rules(), format: ResultFormat(), topics: ContractTopics())

  @Test(arguments: ErrorCode.allCases)
  func `The example of a code is rejected with it alone`(_ code: ErrorCode) {
    let errors = Self.contract.example(of: code).errors
    #expect(errors.first?.code == code)
    #expect(Set(errors.map(\.code)) == [code])
  }

  @Test(arguments: ErrorCode.allCases)
  func `When a code occurs is one sentence`(_ code: ErrorCode) {
    #expect(code.when.hasSuffix("."))
    #expect(!code.when.dropLast().contains(". "))
    #expect(ErrorCode.allCases.filter { $0.when == code.when } == [code])
  }

  @Test(arguments: ErrorCode.allCases)
  func `A code has an anchor of its name in the reference`(_ code: ErrorCode) {
    let lines = ContractDocument.reference.text().split(separator: "\n")
    #expect(lines.filter { $0 == "<a id=\"\(code.rawValue)\"></a>" }.count == 1)
    #expect(lines.filter { $0 == "### \(code.rawValue)" }.count == 1)
  }

  @Test func `The examples of commands are accepted`() {
    for command in [Self.contract.minimalCommand, Self.contract.completeCommand] {
      #expect(Decided(command.compact).errors == [])
    }
  }

  @Test func `Every header of a result is in the table of headers`() {
    let headers = HeaderTable.commands.map { row in
      let value =
        switch row.name {
        case .eventSpecVersion: "1.0"
        case .eventType: "customer.create"
        case .contentType: "application/json"
        case .traceParent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        case .traceState: "a=1"
        default: "x"
        }
      return (row.name.text, value)
    }
    let decided = Decided(command()) { $0.headers = headers }
    #expect(decided.isAccepted)
    #expect(Set(decided.headers.map(\.name)) == Set(HeaderTable.results.map(\.name.text)))
    let always = HeaderTable.results.filter { $0.condition == nil }.map(\.name.text)
    #expect(Set(Decided(command()).headers.map(\.name)) == Set(always))
  }

  @Test func `Every limit is in the table of limits`() {
    let limits = Limits()
    let named = Mirror(reflecting: limits).children.map { "\($0.label ?? "") \($0.value)" }
    #expect(LimitTable.rows.map { "\($0.name) \(limits[keyPath: $0.value])" } == named)
  }
}
