/// The errors of one field.
struct FieldErrors: Sendable {
  private let field: Field
  private let pointer: ArraySlice<UInt8>

  init(_ field: Field) {
    self.field = field
    pointer = JSONPointer(field.name).json[...]
  }

  func error(_ violation: FieldViolation) -> CommandError {
    CommandError(kind(violation), at: pointer)
  }

  /// The error of a string that is not in the field's format for several reasons.
  func error(_ reasons: [FormatReason]) -> CommandError {
    CommandError(kind(of: reasons), at: pointer)
  }

  private func kind(_ violation: FieldViolation) -> ErrorKind {
    switch violation {
    case .required: make(.required, "is required and must be \(wanted)", expectation)
    case .invalidType(let kind): invalidType(kind)
    case .emptyOfAnotherType:
      make(.invalidType, "must be \(wanted), not an empty string\(remedyForNothing)", expectation)
    case .fraction: make(.invalidType, "must be \(wanted), not a number with a fraction", expectation)
    case .blank: make(.blank, "must not be blank")
    case .emptyEnum:
      make(
        .invalidEnum, "must be one of \(list), not an empty string\(remedyForNothing)", Expectation(allowed: allowed))
    case .invalidEnum(let suggestion): invalidEnum(suggestion.map { allowed[$0] })
    case .emptyFormat:
      make(
        .invalidFormat, "must be \(title), not an empty string\(remedyForNothing)",
        Expectation(format: format, reason: format.map(reasonForNothing)?.rawValue))
    case .invalidFormat(let reason): kind(of: [reason])
    case .outOfRange: make(.outOfRange, "must be an integer within 64 bits")
    }
  }

  private func invalidType(_ kind: JSONKind) -> ErrorKind {
    var remedy = kind == .null ? remedyForNothing : ""
    if kind == .string, field.type == .integer || field.type == .boolean {
      remedy = "; write it without quotation marks"
    }
    return make(.invalidType, "must be \(wanted), not \(kind.phrase)\(remedy)", expectation)
  }

  private func invalidEnum(_ suggestion: String?) -> ErrorKind {
    let question = suggestion.map { "; did you mean \($0)?" } ?? ""
    return make(
      .invalidEnum, "must be one of \(list)\(question)", Expectation(allowed: allowed, suggestion: suggestion))
  }

  private func kind(of reasons: [FormatReason]) -> ErrorKind {
    let sentences = format.map { format in reasons.map { $0.sentence(format) } } ?? []
    return make(
      .invalidFormat, "must be \(title): \(sentences.joined(separator: "; "))",
      Expectation(format: format, reason: reasons.first?.rawValue))
  }

  private func make(_ code: ErrorCode, _ message: String, _ expected: Expectation = Expectation()) -> ErrorKind {
    ErrorKind(code, "\(field.name) \(message)", expected)
  }

  // MARK: What the field wants

  private var format: StringFormat? {
    if case .formatted(let format) = field.type { format } else { nil }
  }

  private var title: String { format?.title ?? "" }

  private var allowed: [String] {
    if case .enumeration(let values) = field.type { values } else { [] }
  }

  private var list: String { allowed.joined(separator: ", ") }

  private var expectation: Expectation {
    Expectation(type: field.type.jsonType ?? "any", format: format, allowed: allowed)
  }

  /// All that the field wants of a value, in words.
  private var wanted: String {
    switch field.type {
    case .string: "a string"
    case .text: "a string that is not blank"
    case .formatted(let format): "a string with \(format.title)"
    case .enumeration: "a string, one of \(list)"
    case .integer: "an integer"
    case .boolean: "a boolean, true or false"
    case .object: "an object"
    case .unknown: "present"
    }
  }

  /// What to do with a null or an empty string.
  private var remedyForNothing: String { field.mustBePresent ? "" : "; leave it out if it is not known" }

  /// What an empty string lacks first.
  private func reasonForNothing(_ format: StringFormat) -> FormatReason {
    switch format {
    case .dateTime: .notRFC3339
    case .uri: .missingScheme
    case .email: .noAt
    }
  }
}
