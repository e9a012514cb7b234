import Foundation
import Testing

@testable import CustomerContract

@Suite struct FieldTableTests {
  /// A row of the user's own document.
  struct Row: Equatable, CustomStringConvertible {
    var name: String
    var type: String
    var isRequired: Bool
    var defaultJSON: String?
    var description: String
  }

  static func seedRows() throws -> [Row] {
    let url = try #require(
      Bundle.module.url(forResource: "customer.create", withExtension: "txt", subdirectory: "Resources"))
    let text = try String(contentsOf: url, encoding: .utf8)
    return text.split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasPrefix("| Field ") }.map { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      return Row(
        name: cells[0], type: cells[1], isRequired: cells[2] == "Yes", defaultJSON: cells[3] == "—" ? nil : cells[3],
        description: cells[4])
    }
  }

  /// The row that a field would be in that document.
  static func row(_ field: Field) -> Row {
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
    return Row(
      name: field.name, type: type, isRequired: field.isRequired, defaultJSON: field.defaultJSON,
      description: field.summary)
  }

  @Test func `every row of the user's document is the field table's, in its order`() throws {
    let rows = try Self.seedRows()
    #expect(rows.count == 29)
    #expect(FieldTable.customer.fields.map(Self.row) == rows)
  }

  @Test func `the document's example is accepted, as it is`() throws {
    let url = try #require(
      Bundle.module.url(forResource: "customer.create", withExtension: "txt", subdirectory: "Resources"))
    let text = try String(contentsOf: url, encoding: .utf8)
    let example = String(text[try #require(text.range(of: "Example\n")).upperBound...])
    let decided = Decided(example)
    #expect(decided.isAccepted)
    let customer = try #require(decided.result["customer"] as? NSDictionary)
    #expect(try customer == JSONSerialization.jsonObject(with: Data(example.utf8)) as? NSDictionary)
  }

  @Test func `a validator of a table with a thirtieth field knows it`() {
    let table = FieldTable(
      FieldTable.customer.fields + [
        Field("tier", .enumeration(["gold", "silver"]), isRequired: true, defaultJSON: #""silver""#, "Tier")
      ])
    let accepted = Decided(command()) { $0.table = table }
    #expect(accepted.customer?.hasSuffix(#","tier":"silver"}"#) == true)
    #expect(Decided(command(#""tier":"golt""#)) { $0.table = table }.errors == ["invalid_enum /tier"])
  }
}
