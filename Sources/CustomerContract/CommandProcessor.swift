/// Decides commands and writes their results: everything between a record that was read and those to be written.
///
/// A pure function of the record, the settings and the context, with memory that is used again for the next command.
/// One for each lane. Its functions are mutating for the reason that `CommandReader` gives.
public struct CommandProcessor: ~Copyable {
  let rules: Rules
  let events: EventRules
  let workspaceHeader: HeaderName?
  var takesWorkspaceFromHeader: Bool { workspaceHeader != nil }
  let commandErrors: CommandErrors
  var text = TokenizedText()
  var reader: CommandReader
  var encoder: ResultEncoder

  public init(rules: Rules, format: ResultFormat, table: FieldTable = .customer) {
    self.rules = rules
    events = EventRules(types: rules.eventTypes)
    if case .header(let name) = rules.workspace { workspaceHeader = HeaderName(name) } else { workspaceHeader = nil }
    commandErrors = CommandErrors(rules: rules, workspaceHeader: workspaceHeader?.text)
    reader = CommandReader(table: PreparedTable(table), rules: rules)
    encoder = ResultEncoder(format: format)
  }

  /// Decides a command.
  ///
  /// The decision refers to this processor's memory and holds until the next call.
  /// - Parameter value: nil is a null value, a tombstone.
  public mutating func decide(
    value: RawSpan?, headers: RecordHeaders, position: RecordPosition, context: DecisionContext
  ) -> Decision {
    let encoding = headers.isEmpty ? CommandEncoding.plain : CommandEncoding(headers)
    guard let value, value.byteCount > 0 else {
      var decision = commandErrors.reject(.empty)
      decision.event = attributes(encoding, headers)
      return decision
    }
    text.load(value)
    // Confluent's framing: a zero byte, which begins no JSON, and a schema's id.
    let start = text.count >= 5 && text.view[0] == 0 ? 5 : 0
    return decide(CommandSource(start: start, encoding: encoding), headers)
  }
}
