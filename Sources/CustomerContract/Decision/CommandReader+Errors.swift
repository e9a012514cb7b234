extension CommandReader {
  /// Gets ready for a text.
  @inline(__always) mutating func begin(_ tokens: Tokens, hasBackslash: Bool) {
    strings.reset(for: tokens.view(0..<tokens.count), hasBackslash: hasBackslash)
    checker.reset()
  }

  /// Checks a text that is no object.
  mutating func checkWhole(_ tokens: Tokens) -> Bool {
    checker.check(tokens, 0, of: nil, &strings) == tokens.tokenCount && skippedIsJSON(tokens)
  }

  /// Whether what was nested too deeply to be read is JSON all the same.
  mutating func skippedIsJSON(_ tokens: Tokens) -> Bool {
    !checker.hasSkipped || SyntaxScanner.firstFault(in: tokens.view(0..<tokens.count)) == nil
  }

  var hasFieldErrors: Bool {
    mutating get {
      !(table.mustBePresent - present | faults.all).isEmpty || (rejectsUnknownFields && unknownCount > 0)
    }
  }

  /// The errors of the fields in the order of the table, then those of members that are not in it; no more than the
  /// limit, and how many more there are.
  @inline(never) mutating func fieldErrors(limit: Int) -> (errors: [CommandError], omitted: Int) {
    let missing = table.mustBePresent - present
    let fields = missing | faults.all
    let unknownErrors = rejectsUnknownFields ? unknownCount : 0
    let count = fields.count + unknownErrors
    var errors: [CommandError] = []
    errors.reserveCapacity(min(count, limit))
    for field in fields.prefix(limit) {
      errors.append(missing.contains(field) ? table.errors[field].required : error(field))
    }
    if unknownErrors > 0 {
      for name in unknown.prefix(limit - errors.count) { errors.append(unknownField(name)) }
    }
    return (errors, count - errors.count)
  }

  private mutating func error(_ field: Int) -> CommandError {
    if faults.invalidType.contains(field) { return table.errors[field].invalidType }
    if faults.blank.contains(field) { return table.errors[field].blank }
    if faults.invalidFormat.contains(field) { return table.errors[field].invalidFormat }
    if faults.outOfRange.contains(field) { return table.errors[field].outOfRange }
    let suggestion = table.nearValues[field].nearest(to: string(field))
    return suggestion.map { table.errors[field].invalidEnumSuggesting[$0] } ?? table.errors[field].invalidEnum
  }

  private mutating func unknownField(_ name: PaddedBytes) -> CommandError {
    var pointer = JSONPointer()
    pointer.append(name)
    let kind = table.nearNames.nearest(to: name).map { table.unknownFieldSuggesting[$0] } ?? table.unknownField
    return CommandError(kind, at: pointer.bytes)
  }
}
