/// The field table in the form that deciding reads: names by their bytes, errors ready made.
struct PreparedTable: Sendable {
  /// The type of a field, without what else it holds.
  enum Kind: UInt8 { case string, text, dateTime, uri, email, enumeration, integer, boolean, object, unknown }

  static let fieldsMaximum = 64

  let fields: [Field]
  let names: NameSet
  let kinds: [Kind]
  /// The allowed values of each field; none where it is no enumeration.
  let enumerations: [NameSet]
  let errors: [FieldErrors]
  /// A bit for each field without which a command is rejected.
  let mustBePresent: UInt64
  /// A bit for each field with a default.
  let withDefault: UInt64
  /// `,"status":"active"` for each field with a default.
  let defaults: [[UInt8]]
  let workspaceField: Int?
  let nameBytes: [[UInt8]]
  let enumerationBytes: [[[UInt8]]]

  init(_ table: FieldTable) {
    precondition(table.fields.count <= Self.fieldsMaximum, "a set of fields is one machine word")
    fields = table.fields
    names = NameSet(fields.map(\.name))
    kinds = fields.map { Kind($0.type) }
    let allowed = fields.map { field in if case .enumeration(let values) = field.type { values } else { [String]() } }
    enumerations = allowed.map(NameSet.init)
    enumerationBytes = allowed.map { $0.map { Array($0.utf8) } }
    nameBytes = fields.map { Array($0.name.utf8) }
    errors = fields.map(FieldErrors.init)
    mustBePresent = Self.mask(fields) { $0.mustBePresent }
    withDefault = Self.mask(fields) { $0.defaultJSON != nil }
    defaults = fields.map { field in
      guard let value = field.defaultJSON else { return [] }
      var bytes = [UInt8(ascii: ",")]
      bytes.appendJSON(field.name)
      bytes.append(text: ":" + value)
      return bytes
    }
    workspaceField = fields.firstIndex { $0.name == "workspaceId" }
  }

  private static func mask(_ fields: [Field], _ has: (Field) -> Bool) -> UInt64 {
    fields.enumerated().reduce(0) { $0 | (has($1.element) ? 1 << UInt64($1.offset) : 0) }
  }
}

extension PreparedTable.Kind {
  init(_ type: FieldType) {
    self =
      switch type {
      case .string: .string
      case .text: .text
      case .formatted(.dateTime): .dateTime
      case .formatted(.uri): .uri
      case .formatted(.email): .email
      case .enumeration: .enumeration
      case .integer: .integer
      case .boolean: .boolean
      case .object: .object
      case .unknown: .unknown
      }
  }
}
