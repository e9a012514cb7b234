/// The records whose JSON Schema `contract json-schema` writes.
enum SchemaName: String, CaseIterable, Sendable {
  case command, accepted, rejected
}
