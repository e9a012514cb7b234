internal import CustomerContract

/// JSON Schema of the command, and of the customer that an accepted result has.
extension Contract {
  static let dialect = JSONTree.string("https://json-schema.org/draft/2020-12/schema")

  static func schemaID(_ name: String) -> JSONTree { "urn:customer-create:schema:\(name)" }

  var commandSchema: JSONTree {
    [
      "$schema": Self.dialect,
      "$id": Self.schemaID("command"),
      "title": "Create-customer command",
      "description": .string(
        "What a producer writes: the value of a record, or the data of a CloudEvent. Formats are asserted. A schema cannot say that a member appears only once, nor the limits of size and depth."
      ),
      "type": "object",
      "required": .array(table.fields.filter(\.mustBePresent).map { .string($0.name) }),
      "properties": .object(
        table.fields.map { field in
          (
            field.name,
            field.schema(
              acceptsNull: rules.nullFields == .absent && !field.mustBePresent,
              acceptsEmpty: rules.emptyStrings == .absent && !field.mustBePresent && field.takesEmptyAsAbsent)
          )
        }),
      "additionalProperties": .boolean(rules.unknownFields != .reject),
    ]
  }

  /// A field with a default is always there.
  var customerSchema: JSONTree {
    [
      "description": .string(
        "The members of the command as they were sent, byte for byte, but for integers in plain digits; then the defaults of those that were absent."
      ),
      "type": "object",
      "required": .array(table.fields.filter { $0.mustBePresent || $0.defaultJSON != nil }.map { .string($0.name) }),
      "properties": .object(table.fields.map { ($0.name, $0.schema()) }),
      "additionalProperties": .boolean(rules.unknownFields == .keep),
    ]
  }
}
