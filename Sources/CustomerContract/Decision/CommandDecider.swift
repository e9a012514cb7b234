/// Decides commands by the rules, in stages: bytes, form, workspace, fields.
///
/// A decision refers to the memory that its decider reads commands into.
///
/// Functions on a record's path are mutating or inlined: the compiler passes a value of this size to any other function as a
/// copy.
struct CommandDecider: ~Copyable {
  let rules: Rules
  let events: EventRules
  let workspaceHeader: HeaderName?
  var takesWorkspaceFromHeader: Bool { workspaceHeader != nil }
  let commandErrors: CommandErrors
  var text = TokenizedText()
  var reader: CommandReader
  /// The number of the last decision: `text` and `reader` hold what that one refers to.
  private var lastNumber: UInt64 = 0

  init(rules: Rules, table: FieldTable) {
    self.rules = rules
    events = EventRules(types: rules.eventTypes)
    if case .header(let name) = rules.workspace { workspaceHeader = HeaderName(name) } else { workspaceHeader = nil }
    commandErrors = CommandErrors(rules: rules, workspaceHeader: workspaceHeader?.text)
    reader = CommandReader(table: PreparedTable(table), rules: rules)
  }

  /// Decides a command; nil is a null value, a tombstone.
  mutating func decide(value: RawSpan?, headers: RecordHeaders) -> Decision {
    var decision = decideUnnumbered(value, headers)
    lastNumber &+= 1
    decision.number = lastNumber
    return decision
  }

  /// Ends the process unless a decision is the last one: any other refers to memory that holds another command.
  func requireLast(_ decision: Decision) {
    precondition(decision.number == lastNumber, "a decision is used before its processor decides the next command")
  }

  @inline(__always) private mutating func decideUnnumbered(_ value: RawSpan?, _ headers: RecordHeaders) -> Decision {
    let encoding = headers.isEmpty ? CommandEncoding.plain : CommandEncoding(headers)
    guard let value, value.byteCount > 0 else {
      var decision = Decision(rejectedFor: commandErrors.empty)
      decision.event = attributes(encoding, headers)
      return decision
    }
    text.load(value)
    // Confluent's framing: a zero byte, which begins no JSON, and a schema's id.
    let start = text.count >= 5 && text.view[0] == 0 ? 5 : 0
    return decide(CommandSource(start: start, encoding: encoding), headers)
  }
}
