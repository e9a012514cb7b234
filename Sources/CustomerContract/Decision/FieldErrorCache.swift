/// The errors of a table's fields, each made when it is first needed: rejecting a command mostly only picks them.
struct FieldErrorCache: ~Copyable {
  private let fields: [FieldErrors]
  /// By field.
  private var made: [[FieldViolation: CommandError]]

  init(_ table: borrowing PreparedTable) {
    fields = table.fields.map(FieldErrors.init)
    made = Array(repeating: [:], count: fields.count)
  }

  mutating func error(_ field: Int, _ violation: FieldViolation) -> CommandError {
    if let error = made[field][violation] { return error }
    let error = fields[field].error(violation)
    made[field][violation] = error
    return error
  }

  /// The error of a string that is not in its field's format, in a way of its own.
  func error(_ field: Int, _ reasons: [FormatReason], atCharacter character: Int?) -> CommandError {
    fields[field].error(reasons, atCharacter: character)
  }
}
