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
  func skippedIsJSON(_ tokens: Tokens) -> Bool {
    !checker.hasSkipped || SyntaxScanner.firstFault(in: tokens.view(0..<tokens.count)) == nil
  }

  @inline(__always) var hasFieldErrors: Bool {
    !(table.mustBePresent - present | faults.all).isEmpty || (rejectsUnknownFields && unknownCount > 0)
  }

  /// The errors of the fields in the order of the table, then those of members that are not in it; no more than the
  /// limit, and how many more there are.
  ///
  /// Mutating, since a look at a value of this size would otherwise begin with a copy of it.
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

  private func error(_ field: Int) -> CommandError {
    let errors = table.errors[field]
    if faults.invalidType.contains(field) { return errors.invalidType }
    if faults.blank.contains(field) { return errors.blank }
    if faults.invalidFormat.contains(field) { return errors.invalidFormat }
    if faults.outOfRange.contains(field) { return errors.outOfRange }
    let suggestion = table.nearValues[field].nearest(to: string(field))
    return suggestion.map { errors.invalidEnumSuggesting[$0] } ?? errors.invalidEnum
  }

  private func unknownField(_ name: ByteView) -> CommandError {
    var pointer = Pointer()
    pointer.append(name)
    let suggestion = table.nearNames.nearest(to: name).map { table.fields[$0].name }
    let question = suggestion.map { "; did you mean \($0)?" } ?? ""
    return CommandError(
      .unknownField, at: pointer.text, "the member is not a field of the command\(question)",
      Expectation(suggestion: suggestion))
  }
}
