/// The errors of one field, made once: rejecting a command only picks them.
struct FieldErrors: Sendable {
  let required: CommandError
  let invalidType: CommandError
  let blank: CommandError
  let invalidFormat: CommandError
  let outOfRange: CommandError
  let invalidEnum: CommandError
  /// With each allowed value as the suggestion, in their order.
  let invalidEnumSuggesting: [CommandError]

  init(_ field: Field) {
    let name = field.name
    let pointer = JSONPointer(name)
    func error(_ code: ErrorCode, _ message: String, _ expected: Expectation = Expectation()) -> CommandError {
      CommandError(ErrorKind(code, "\(name) \(message)", expected), at: pointer.bytes)
    }
    let type = field.type.jsonType ?? "any"
    required = error(.required, "is required", Expectation(type: type))
    invalidType = error(
      .invalidType, "must be \(type == "integer" || type == "object" ? "an" : "a") \(type)", Expectation(type: type))
    blank = error(.blank, "must not be blank")
    outOfRange = error(.outOfRange, "must be within 64 bits")
    var format: StringFormat?
    if case .formatted(let given) = field.type { format = given }
    invalidFormat = error(.invalidFormat, "must be \(format?.title ?? type)", Expectation(format: format))
    var allowed: [String] = []
    if case .enumeration(let values) = field.type { allowed = values }
    let list = allowed.joined(separator: ", ")
    invalidEnum = error(.invalidEnum, "must be one of \(list)", Expectation(allowed: allowed))
    invalidEnumSuggesting = allowed.map {
      error(
        .invalidEnum, "must be one of \(list); did you mean \($0)?", Expectation(allowed: allowed, suggestion: $0))
    }
  }
}
