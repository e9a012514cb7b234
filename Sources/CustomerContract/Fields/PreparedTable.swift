/// The field table in the form that deciding reads: names by their bytes, errors ready made.
@safe struct PreparedTable: ~Copyable {
  /// The type of a field, without what else it holds.
  enum Kind: UInt8 { case string, text, dateTime, uri, email, enumeration, integer, boolean, object, unknown }

  static let fieldsMaximum = 64

  let fields: [Field]
  let names: NameSet
  /// Of each field; in memory of their own, so that reading them counts no references.
  private let kinds: UnsafeMutablePointer<Kind>
  /// The allowed values of each field; none where it is no enumeration.
  private let enumerations: UnsafeMutablePointer<NameSet>
  let errors: [FieldErrors]
  /// A bit for each field without which a command is rejected.
  let mustBePresent: UInt64
  /// A bit for each field with a default.
  let withDefault: UInt64
  /// `,"status":"active"` for each field with a default.
  let defaults: [[UInt8]]
  /// The bytes of all of them.
  let defaultBytes: Int
  /// -1 when the table has no field for it.
  let workspaceField: Int
  /// For suggestions.
  let nearNames: NearNames
  let nearValues: [NearNames]

  init(_ table: FieldTable) {
    let fields = table.fields
    precondition(fields.count <= Self.fieldsMaximum, "a set of fields is one machine word")
    self.fields = fields
    names = NameSet(fields.map(\.name))
    nearNames = NearNames(fields.map(\.name))
    let allowed = fields.map { field in if case .enumeration(let values) = field.type { values } else { [String]() } }
    nearValues = allowed.map(NearNames.init)
    unsafe kinds = .allocate(capacity: fields.count)
    unsafe enumerations = .allocate(capacity: fields.count)
    for (index, field) in fields.enumerated() {
      unsafe (kinds + index).initialize(to: Kind(field.type))
      unsafe (enumerations + index).initialize(to: NameSet(allowed[index]))
    }
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
    defaultBytes = defaults.reduce(0) { $0 + $1.count }
    workspaceField = fields.firstIndex { $0.name == "workspaceId" } ?? -1
  }

  deinit {
    unsafe enumerations.deinitialize(count: fields.count)
    unsafe enumerations.deallocate()
    unsafe kinds.deallocate()
  }

  @inline(__always) func kind(_ field: Int) -> Kind {
    unsafe kinds[field]
  }

  @inline(__always) func allows(_ value: ByteView, _ field: Int) -> Bool {
    unsafe enumerations[field].index(of: value) != nil
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
