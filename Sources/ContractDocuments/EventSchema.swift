internal import CustomerContract

/// JSON Schema of CloudEvents in structured mode (CloudEvents JSON format, section 3).
enum EventSchema {
  static func command(types: [String]) -> JSONTree {
    event(
      "Create-customer command as a CloudEvent",
      [
        ("id", ["type": "string", "minLength": 1]),
        ("type", ["type": "string", "enum": .array(types.map(JSONTree.string))]),
        ("source", ["type": "string", "minLength": 1]),
        ("datacontenttype", ["description": "A JSON type, or none.", "type": "string"]),
        ("correlationid", ["type": "string"]),
        ("data", AsyncAPI.reference("components/schemas/command/schema")),
        (
          "data_base64",
          ["description": "The command's bytes, instead of data.", "type": "string", "contentEncoding": "base64"]
        ),
      ], required: ["specversion", "id", "source", "type"])
  }

  static func result(
    _ destination: OutgoingRecords.Destination, _ schema: String, _ format: ResultFormat
  ) -> JSONTree {
    event(
      "\(schema.prefix(1).uppercased())\(schema.dropFirst()) result as a CloudEvent",
      [
        ("id", ["type": "string", "format": "uuid"]),
        ("type", ["type": "string", "const": .string(destination.eventType)]),
        ("source", ["type": "string", "const": .string(format.source)]),
        ("time", ["type": "string", "format": "date-time"]),
        ("datacontenttype", ["type": "string", "const": .string(destination.contentType)]),
        ("causationid", ["type": "string"]),
        ("correlationid", ["type": "string"]),
        ("data", AsyncAPI.reference("components/schemas/\(schema)/schema")),
      ], required: ["specversion", "id", "source", "type", "time", "datacontenttype", "data"])
  }

  private static func event(
    _ title: String, _ attributes: [(name: String, value: JSONTree)], required: [String]
  ) -> JSONTree {
    [
      "$schema": Contract.dialect,
      "title": .string(title),
      "type": "object",
      "required": .array(required.map(JSONTree.string)),
      "properties": .object([("specversion", ["type": "string", "const": "1.0"])] + attributes),
    ]
  }
}
