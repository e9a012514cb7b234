/// The errors of the fields that were read.
extension CommandReader {
  var hasFieldErrors: Bool {
    mutating get {
      !(table.mustBePresent - present | violations.all).isEmpty || (rejectsUnknownFields && unknownCount > 0)
    }
  }

  /// The errors of the fields in the order of the table, then those of members that are not in it; no more than the
  /// limit, and how many more there are.
  @inline(never) mutating func fieldErrors(limit: Int) -> (errors: [CommandError], omitted: Int) {
    let missing = table.mustBePresent - present
    let fields = missing | violations.all
    let unknownErrors = rejectsUnknownFields ? unknownCount : 0
    let count = fields.count + unknownErrors
    var errors: [CommandError] = []
    errors.reserveCapacity(min(count, limit))
    for field in fields.prefix(limit) {
      errors.append(missing.contains(field) ? fieldErrors.error(field, .required) : error(field))
    }
    if unknownErrors > 0 { appendUnknownFields(to: &errors, limit: limit) }
    if isConnectEnvelope, let first = errors.first { errors[0] = first.with(.connect) }
    return (errors, count - errors.count)
  }

  private mutating func error(_ field: Int) -> CommandError {
    let value = values[field]
    if violations.invalidType.contains(field) { return fieldErrors.error(field, invalidType(field, value)) }
    if violations.blank.contains(field) { return fieldErrors.error(field, .blank) }
    if violations.outOfRange.contains(field) { return fieldErrors.error(field, .outOfRange) }
    if violations.invalidFormat.contains(field) { return invalidFormat(field, value) }
    if value.isEmpty { return fieldErrors.error(field, .emptyEnum) }
    return fieldErrors.error(
      field, .invalidEnum(suggestion: table.nearValues[field].nearest(to: value)))
  }

  private func invalidType(_ field: Int, _ value: PaddedBytes) -> FieldViolation {
    let kind = JSONKind(firstByte: value[0])
    // A field that takes integers has refused the number for its fraction.
    if kind == .number, table.integers.contains(field) { return .fraction }
    return kind == .string && value.isEqual(to: "\"\"") ? .emptyOfAnotherType : .invalidType(kind)
  }

  private mutating func invalidFormat(_ field: Int, _ value: PaddedBytes) -> CommandError {
    guard case .formatted(let format) = table.fields[field].type, !value.isEmpty else {
      return fieldErrors.error(field, .emptyFormat)
    }
    let violation = format.violation(of: value)
    return fieldErrors.error(
      field, violation.reasons, atCharacter: violation.offset.map { value.scalarCount(before: $0) })
  }

  /// Who sends more unknown members meant none of ours.
  private static let suggestionsMaximum = 20
  /// To look for what was meant costs more than all else. A command may have a name compared with a field's for so many of
  /// its bytes, and a few times more; with typing errors alone less than half of that is needed.
  private static let bytesForComparison = 16
  private static let comparisonsMinimum = 4

  private mutating func appendUnknownFields(to errors: inout [CommandError], limit: Int) {
    let names = unknown.prefix(limit - errors.count)
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(names.count)
    unknownPointers.removeAll()
    for name in names {
      unknownPointers.begin()
      unknownPointers.append(name)
      ranges.append(unknownPointers.last)
    }
    let bytes = unknownPointers.bytes
    var comparisonsLeft = Self.comparisonsMinimum + body.count / Self.bytesForComparison
    for (index, range) in ranges.enumerated() {
      var kind = table.unknownField
      if index < Self.suggestionsMaximum,
        let near = table.nearNames.nearest(to: names[index], comparisonsLeft: &comparisonsLeft)
      {
        kind = table.unknownFieldSuggesting[near]
      }
      errors.append(CommandError(kind, at: bytes[range]))
    }
  }

  /// Whether the object has the two members that Kafka Connect puts around a value, and no other.
  private var isConnectEnvelope: Bool {
    mutating get {
      unknownCount == 2 && unknown.count == 2 && seen.isEmpty
        && unknown.contains { $0.isEqual(to: "schema") } && unknown.contains { $0.isEqual(to: "payload") }
    }
  }
}
