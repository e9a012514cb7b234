extension CommandReader {
  /// Gets ready for a text.
  mutating func begin(_ tokens: Tokens) {
    strings.reset(for: tokens.view(0..<tokens.count))
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

  /// The errors of the fields in the order of the table, then those of members that are not in it.
  func appendFieldErrors(to decision: inout Decision, limit: Int) {
    let missing = table.mustBePresent - present
    for field in missing | faults.all {
      decision.append(missing.contains(field) ? table.errors[field].required : error(field), limit)
    }
    guard rejectsUnknownFields, unknownCount > 0 else { return }
    for name in unknown { decision.append(unknownField(name), limit) }
    decision.errorsOmitted += unknownCount - unknown.count
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

extension Decision {
  fileprivate mutating func append(_ error: CommandError, _ limit: Int) {
    if errors.count < limit { errors.append(error) } else { errorsOmitted += 1 }
  }
}
