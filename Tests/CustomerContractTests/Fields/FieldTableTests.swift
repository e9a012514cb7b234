import Foundation
import Testing

import ContractTestSupport

@testable import CustomerContract

@Suite struct FieldTableTests {
  /// The row that a field would be in that document.
  static func row(_ field: Field) -> UserDocument.Row {
    let type =
      switch field.type {
      case .string, .text: "string"
      case .formatted(let format): "string.\(format.rawValue)"
      case .enumeration(let values): "enum(\(values.joined(separator: ", ")))"
      case .integer: "integer"
      case .boolean: "boolean"
      case .object: "object"
      case .unknown: "unknown"
      }
    return UserDocument.Row(
      name: field.name, type: type, isRequired: field.isRequired, defaultJSON: field.defaultJSON,
      description: field.summary)
  }

  @Test func `Every row of the user's document is the field table's, in its order`() throws {
    let rows = try UserDocument.rows()
    #expect(rows.count == 29)
    #expect(FieldTable.customer.fields.map(Self.row) == rows)
  }

  @Test func `The document's example is accepted, as it is`() throws {
    let example = try UserDocument.example()
    let decided = Decided(example)
    #expect(decided.isAccepted)
    let customer = try #require(decided.result["customer"] as? NSDictionary)
    #expect(try customer == JSONSerialization.jsonObject(with: Data(example.utf8)) as? NSDictionary)
  }

  @Test func `A validator of a table with a thirtieth field knows it`() {
    let table = FieldTable(
      FieldTable.customer.fields + [
        Field("tier", .enumeration(["gold", "silver"]), isRequired: true, defaultJSON: #""silver""#, "Tier")
      ])
    let accepted = Decided(command()) { $0.table = table }
    #expect(accepted.customer?.hasSuffix(#","tier":"silver"}"#) == true)
    #expect(Decided(command(#""tier":"golt""#)) { $0.table = table }.errors == ["invalid_enum /tier"])
  }
}
