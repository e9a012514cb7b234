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
  mutating func appendFieldErrors(to decision: inout Decision, limit: Int) {
    var missing = table.mustBePresent & ~present
    let rejectsUnknown = rejectsUnknownFields && unknownCount > 0
    if missing == 0, fieldFaults.isEmpty, !rejectsUnknown { return }
    sortFieldFaults()
    for fault in fieldFaults {
      appendMissing(&missing, before: fault.field, to: &decision, limit)
      decision.append(error(fault), limit)
    }
    appendMissing(&missing, before: PreparedTable.fieldsMaximum, to: &decision, limit)
    guard rejectsUnknown else { return }
    for name in unknown { decision.append(unknownField(name), limit) }
    decision.errorsOmitted += unknownCount - unknown.count
  }

  private func appendMissing(_ missing: inout UInt64, before field: Int, to decision: inout Decision, _ limit: Int) {
    while missing != 0, missing.trailingZeroBitCount < field {
      decision.append(table.errors[missing.trailingZeroBitCount].required, limit)
      missing &= missing - 1
    }
  }

  private func error(_ fault: FieldFault) -> CommandError {
    let errors = table.errors[fault.field]
    switch fault.kind {
    case .invalidType: return errors.invalidType
    case .blank: return errors.blank
    case .invalidFormat: return errors.invalidFormat
    case .outOfRange: return errors.outOfRange
    case .invalidEnum: return fault.suggestion.map { errors.invalidEnumSuggesting[$0] } ?? errors.invalidEnum
    }
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
