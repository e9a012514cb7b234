/// The field table in the form that deciding reads: names by their bytes, fields by their types.
// Safe: both tables live as long as the value, and have an entry for each field and each byte.
@safe struct PreparedTable: ~Copyable {
  let fields: [Field]
  let names: NameSet
  /// The allowed values of each field; none where it is no enumeration. In memory of their own, so that a look-up counts
  /// no references.
  private let allowedValues: UnsafeMutablePointer<NameSet>
  /// For each byte: the fields that take a value which begins with it.
  private let takers: UnsafeMutablePointer<FieldSet>
  let texts: FieldSet
  let enumerations: FieldSet
  let dateTimes: FieldSet
  let uris: FieldSet
  let emails: FieldSet
  /// The fields whose strings have to be unescaped.
  let readStrings: FieldSet
  let integers: FieldSet
  /// The fields that take any JSON, null too.
  let unknowns: FieldSet
  /// The fields in which an empty string may count as absent: those that are no free text, and the workspace.
  let takingEmptyAsAbsent: FieldSet
  /// The fields without which a command is rejected.
  let mustBePresent: FieldSet
  let withDefault: FieldSet
  /// `,"status":"active"` for each field with a default.
  let defaults: [[UInt8]]
  /// The bytes of all of them.
  let defaultBytes: Int
  /// -1 when the table has no field for it.
  let workspaceField: Int
  /// A member that is not in the table, and the same with each field as the suggestion.
  let unknownField: ErrorKind
  let unknownFieldSuggesting: [ErrorKind]
  /// For suggestions.
  let nearNames: Suggestions
  let nearValues: [Suggestions]

  init(_ table: FieldTable) {
    let fields = table.fields
    precondition(fields.count <= FieldSet.fieldsMaximum, "a set of fields is one machine word")
    self.fields = fields
    names = NameSet(fields.map(\.name))
    nearNames = Suggestions(fields.map(\.name))
    let unknown = "the member is not a field of the command"
    unknownField = ErrorKind(.unknownField, unknown)
    unknownFieldSuggesting = fields.map { field in
      ErrorKind(.unknownField, "\(unknown); did you mean \(field.name)?", Expectation(suggestion: field.name))
    }
    let allowed = fields.map { field in if case .enumeration(let values) = field.type { values } else { [String]() } }
    nearValues = allowed.map(Suggestions.init)
    unsafe allowedValues = .allocate(capacity: fields.count)
    for (index, values) in allowed.enumerated() {
      unsafe (allowedValues + index).initialize(to: NameSet(values))
    }
    unsafe takers = .allocate(capacity: 256)
    let types = fields.map(\.type)
    for byte in UInt8.min...UInt8.max {
      let fields = FieldSet(of: types) { $0.takesValue(beginningWith: byte) }
      unsafe (takers + Int(byte)).initialize(to: fields)
    }
    texts = FieldSet(of: fields) { $0.type == .text }
    enumerations = FieldSet(of: fields) { if case .enumeration = $0.type { true } else { false } }
    dateTimes = FieldSet(of: fields) { $0.type == .formatted(.dateTime) }
    uris = FieldSet(of: fields) { $0.type == .formatted(.uri) }
    emails = FieldSet(of: fields) { $0.type == .formatted(.email) }
    integers = FieldSet(of: fields) { $0.type == .integer }
    unknowns = FieldSet(of: fields) { $0.type == .unknown }
    takingEmptyAsAbsent = FieldSet(of: fields) { $0.takesEmptyAsAbsent }
    mustBePresent = FieldSet(of: fields) { $0.mustBePresent }
    withDefault = FieldSet(of: fields) { $0.defaultJSON != nil }
    defaults = fields.map { field in
      guard let value = field.defaultJSON else { return [] }
      var bytes = [UInt8(ascii: ",")]
      bytes.appendJSON(field.name)
      bytes.append(text: ":" + value)
      return bytes
    }
    defaultBytes = defaults.reduce(0) { $0 + $1.count }
    workspaceField = fields.firstIndex { $0.name == Field.workspaceName } ?? -1
    readStrings = enumerations | dateTimes | uris | emails | FieldSet(of: fields) { $0.name == Field.workspaceName }
  }

  deinit {
    unsafe allowedValues.deinitialize(count: fields.count)
    unsafe allowedValues.deallocate()
    unsafe takers.deallocate()
  }

  /// The fields that take a value which begins with a byte.
  @inline(__always) func fields(takingValueBeginningWith byte: UInt8) -> FieldSet {
    unsafe takers[Int(byte)]
  }

  @inline(__always) func allows(_ value: PaddedBytes, _ field: Int) -> Bool {
    unsafe allowedValues[field].contains(value)
  }
}

extension FieldType {
  /// Whether a value that begins with a byte is of this type, if it is valid JSON; an integer only perhaps.
  fileprivate func takesValue(beginningWith byte: UInt8) -> Bool {
    switch self {
    case .string, .text, .formatted, .enumeration: byte == UInt8(ascii: "\"")
    case .integer: byte == UInt8(ascii: "-") || byte.isDigit
    case .boolean: byte == UInt8(ascii: "t") || byte == UInt8(ascii: "f")
    case .object: byte == UInt8(ascii: "{")
    // What is no JSON is found out later.
    case .unknown: byte != 0
    }
  }
}
