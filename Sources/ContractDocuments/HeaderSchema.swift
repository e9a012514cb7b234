internal import CustomerContract

/// JSON Schema of a message's headers.
enum HeaderSchema {
  static let commands = object(
    HeaderTable.commands.map { ($0.name, ["type": "string", "description": .string($0.meaning)]) }, required: [])

  /// The headers of CloudEvents in structured mode, both commands and results.
  static let structured = object(
    [
      (
        .contentType,
        [
          "type": "string", "description": "Makes the record a CloudEvent in structured mode.",
          "pattern": "^application/cloudevents",
        ]
      )
    ], required: [])

  static func results(_ destination: OutgoingRecords.Destination, _ format: ResultFormat) -> JSONTree {
    object(
      HeaderTable.results.map { row in
        var schema: JSONTree = ["type": "string", "description": .string(row.meaning)]
        switch row.name {
        case .eventSpecVersion: schema.set("const", "1.0")
        case .eventID: schema.set("format", "uuid")
        case .eventType: schema.set("const", .string(destination.eventType))
        case .eventSource: schema.set("const", .string(format.source))
        case .eventTime: schema.set("format", "date-time")
        case .contentType: schema.set("const", .string(destination.contentType))
        default: break
        }
        return (row.name, schema)
      }, required: HeaderTable.results.filter { $0.condition == nil }.map(\.name))
  }

  /// Others may be there: of producers, and copied by setting.
  private static func object(_ headers: [(HeaderName, JSONTree)], required: [HeaderName]) -> JSONTree {
    var schema: JSONTree = ["type": "object"]
    if !required.isEmpty { schema.set("required", .array(required.map { .string($0.text) })) }
    schema.set("properties", .object(headers.map { ($0.0.text, $0.1) }))
    return schema
  }
}
