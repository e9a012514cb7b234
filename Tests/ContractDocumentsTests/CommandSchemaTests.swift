import Foundation
import Testing

import ContractTestSupport

@testable import ContractDocuments
@testable import CustomerContract

/// The schema is the judge in the differential test, so it is held against the user's own document, past the table.
@Suite struct CommandSchemaTests {
  static func object(_ document: ContractDocument, table: FieldTable = .customer, rules: Rules = Rules()) throws
    -> NSDictionary
  {
    let text = document.text(table: table, rules: rules)
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary)
  }

  @Test func `It has a property for each row of the user's document, and no other`() throws {
    let rows = try UserDocument.rows()
    let properties = try #require(Self.object(.commandSchema)["properties"] as? [String: NSDictionary])
    #expect(Set(properties.keys) == Set(rows.map(\.name)))
    for row in rows {
      let property = try #require(properties[row.name])
      #expect(property == (try Self.property(of: row)), "\(row.name)")
    }
  }

  @Test func `A field is required when its row says so and has no default`() throws {
    let rows = try UserDocument.rows()
    let required = try #require(Self.object(.commandSchema)["required"] as? [String])
    #expect(required == rows.filter { $0.isRequired && $0.defaultJSON == nil }.map(\.name))
    #expect(try Self.object(.commandSchema)["additionalProperties"] as? Bool == false)
    #expect(try Self.object(.commandSchema)["type"] as? String == "object")
  }

  @Test func `Its properties stand in the order of the user's document`() throws {
    let text = ContractDocument.commandSchema.text()
    let indices = try UserDocument.rows().map { row in
      try #require(text.range(of: "    \"\(row.name)\": {")).lowerBound
    }
    #expect(indices == indices.sorted())
  }

  /// What JSON Schema has for a row: the rules for blank text and 64 bits are written out here once more.
  private static func property(of row: UserDocument.Row) throws -> NSDictionary {
    var property: [String: Any] = ["description": row.description]
    let type = row.type
    if type.hasPrefix("enum(") {
      property["type"] = "string"
      property["enum"] = type.dropFirst(5).dropLast().split(separator: ", ").map(String.init)
    } else if type.hasPrefix("string.") {
      property["type"] = "string"
      property["format"] = String(type.dropFirst(7))
    } else if type == "integer" {
      property["type"] = "integer"
      property["minimum"] = Int64.min
      property["maximum"] = Int64.max
    } else if type != "unknown" {
      property["type"] = type
    }
    if ["legalName", "displayName"].contains(row.name) {
      property["pattern"] = "[^\t-\r \u{A0}\u{1680}\u{2000}-\u{200A}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}\u{FEFF}]"
    }
    if let defaultJSON = row.defaultJSON {
      property["default"] = try JSONSerialization.jsonObject(with: Data(defaultJSON.utf8), options: .fragmentsAllowed)
    }
    return property as NSDictionary
  }

  @Test func `A pattern finds what is not white space`() throws {
    let pattern = try NSRegularExpression(pattern: WhiteSpace.otherCharacterPattern)
    for unit in 0...UInt32(0xFFFF) {
      guard let scalar = Unicode.Scalar(unit) else { continue }
      let text = String(scalar)
      let isFound = pattern.firstMatch(in: text, range: NSRange(location: 0, length: text.utf16.count)) != nil
      #expect(isFound != WhiteSpace.isWhiteSpace(scalar), "U+\(String(unit, radix: 16))")
    }
  }

  @Test func `A thirtieth field is in every document`() throws {
    let table = FieldTable(
      FieldTable.customer.fields + [
        Field("tier", .enumeration(["gold", "silver"]), isRequired: true, defaultJSON: #""silver""#, "Tier")
      ])
    for document in ContractDocument.allCases where document != .rejectedSchema && document != .codes {
      #expect(document.text(table: table).contains("tier"), "\(document)")
    }
  }

  @Test func `The rules for unknown members and nulls are in the schema`() throws {
    var rules = Rules()
    rules.unknownFields = .drop
    rules.nullFields = .absent
    let command = try Self.object(.commandSchema, rules: rules)
    #expect(command["additionalProperties"] as? Bool == true)
    let properties = try #require(command["properties"] as? [String: [String: Any]])
    #expect(properties["legalName"]?["type"] as? String == "string")
    #expect(properties["healthScore"]?["type"] as? [String] == ["null", "integer"])
    #expect((properties["source"]?["enum"] as? [Any])?.last is NSNull)
    let accepted = try Self.object(.acceptedSchema, rules: rules)
    let customer = (accepted["properties"] as? [String: [String: Any]])?["customer"]
    #expect(customer?["additionalProperties"] as? Bool == false)
    rules.unknownFields = .keep
    let kept = try Self.object(.acceptedSchema, rules: rules)["properties"] as? [String: [String: Any]]
    #expect(kept?["customer"]?["additionalProperties"] as? Bool == true)
  }
}
