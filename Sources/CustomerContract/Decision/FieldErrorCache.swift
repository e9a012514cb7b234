/// The errors of a table's fields, each made when it is first needed: rejecting a command mostly only picks them.
struct FieldErrorCache: ~Copyable {
  private let fields: [FieldErrors]
  /// By field and by the index of the violation.
  private var made: [[CommandError?]]
  /// The errors of strings that are not in their field's format for several reasons, by field and by the reasons' indexes as
  /// the digits of a number.
  private var madeOfSeveral: [[Int: CommandError]]

  init(_ table: FieldTable) {
    fields = table.fields.map(FieldErrors.init)
    made = Array(repeating: [], count: fields.count)
    madeOfSeveral = Array(repeating: [:], count: fields.count)
  }

  mutating func error(_ field: Int, _ violation: FieldViolation) -> CommandError {
    let index = violation.index
    while made[field].count <= index { made[field].append(nil) }
    if let error = made[field][index] { return error }
    let error = fields[field].error(violation)
    made[field][index] = error
    return error
  }

  /// The error of a string that is not in its field's format.
  /// - Parameter character: The index of the character at fault; nil when no single one is.
  mutating func error(_ field: Int, _ reasons: [FormatReason], atCharacter character: Int?) -> CommandError {
    guard reasons.count == 1 else { return error(field, reasons) }
    let error = error(field, .invalidFormat(reasons[0]))
    return character.map { error.at(.character($0)) } ?? error
  }

  private mutating func error(_ field: Int, _ reasons: [FormatReason]) -> CommandError {
    let key = reasons.reduce(0) { $0 * (FormatReason.allCases.count + 1) + $1.index + 1 }
    if let error = madeOfSeveral[field][key] { return error }
    let error = fields[field].error(reasons)
    madeOfSeveral[field][key] = error
    return error
  }
}
