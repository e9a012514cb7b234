import Testing

import ContractTestSupport

@testable import CustomerContract

@Suite struct NumberTests {
  /// RFC 8259, section 6, as a regular expression.
  private let grammar = /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/

  private static func isValid(_ text: String) -> Bool {
    PaddedBytes.withCopy(of: Array(text.utf8)) { JSONNumber.isValid($0) }
  }

  @Test func `A text of up to five characters of numbers and others is a number when the grammar says so`() throws {
    let characters = Array("019.-eE+:/ ")
    var texts = [""]
    for _ in 0..<5 {
      texts = texts.flatMap { text in characters.map { text + String($0) } }
      // All short ones, then a share of the longer ones.
      for (index, text) in texts.enumerated() where texts.count < 20_000 || index % 13 == 0 {
        #expect(Self.isValid(text) == (try grammar.wholeMatch(in: text) != nil), "\(text)")
      }
    }
  }

  @Test(arguments: [
    "12345678", "123456789", "1234.567", "1234.5678", "0.123456", "00.12345", "1234567.", ".1234567", "12.34.56",
    "01234567", "1234567e", "1234567:", "1.2.", "0.0", "0", "00", "9.99e99", "-0.5", "-12345678",
  ])
  func `A number at the length of a word is one when the grammar says so`(_ text: String) throws {
    #expect(Self.isValid(text) == (try grammar.wholeMatch(in: text) != nil))
  }

  @Test func `Integers are written in plain digits wherever their fields stand in the table`() {
    let table = FieldTable(FieldTable.customer.fields + [Field("seats", .integer, "Seats")])
    var settings = Decided.Settings()
    settings.table = table
    let text = command(#""seats":1e2,"healthScore":50.0,"notesSummary":"x""#)
    #expect(
      Decided(Array(text.utf8), settings).customer
        == command(#""seats":100,"healthScore":50,"notesSummary":"x""#).dropLast() + "," + defaults + "}")
  }
}
