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
  /// A larger value is not copied: the command is too large, and no result has room for it.
  private let copiedBytesMaximum: Int

  /// The bytes of Confluent's frame: a zero, and the id of a schema.
  static let frameBytes = 5

  init(rules: Rules, format: ResultFormat, table: FieldTable) {
    self.rules = rules
    events = EventRules(types: rules.eventTypes)
    if case .header(let name) = rules.workspace { workspaceHeader = HeaderName(name) } else { workspaceHeader = nil }
    commandErrors = CommandErrors(rules: rules, workspaceHeader: workspaceHeader?.text)
    reader = CommandReader(table: table, rules: rules)
    copiedBytesMaximum = max(rules.limits.commandBytes, format.resultBytes) + Self.frameBytes
  }

  /// Decides a command; nil is a null value, a tombstone.
  mutating func decide(value: RawSpan?, headers: RecordHeaders) -> Decision {
    lastNumber &+= 1
    let encoding = headers.isEmpty ? CommandEncoding.plain : CommandEncoding(headers)
    guard let value, value.byteCount > 0 else { return numbered(decideNothing(encoding, headers)) }
    guard value.byteCount <= copiedBytesMaximum else { return numbered(decideOversized(encoding, headers)) }
    if text.hasMemoryToGiveBack { giveBackMemory() }
    text.load(value)
    // Confluent's framing: no JSON begins with a zero byte.
    let start = text.count >= Self.frameBytes && text.view[0] == 0 ? Self.frameBytes : 0
    return numbered(decide(CommandSource(start: start, encoding: encoding), headers))
  }

  /// The rejection of a record of which nothing is known but its position.
  mutating func undecodable() -> Decision {
    lastNumber &+= 1
    return numbered(Decision(rejectedFor: commandErrors.undecodable))
  }

  @inline(__always) private func numbered(_ decision: consuming Decision) -> Decision {
    decision.number = lastNumber
    return decision
  }

  /// Ends the process unless a decision is the last one: any other refers to memory that holds another command.
  @inline(__always) func requireLast(_ decision: borrowing Decision) {
    precondition(decision.number == lastNumber, "a decision is used before its processor decides the next command")
  }

  @inline(never) private mutating func giveBackMemory() {
    text.giveBackMemory()
    reader.giveBackMemory()
  }

  @inline(never) private mutating func decideNothing(_ encoding: CommandEncoding, _ headers: RecordHeaders) -> Decision
  {
    var decision = Decision(rejectedFor: commandErrors.empty)
    decision.event = attributes(encoding, headers)
    return decision
  }

  @inline(never) private mutating func decideOversized(_ encoding: CommandEncoding, _ headers: RecordHeaders)
    -> Decision
  {
    let errors = headerErrors(encoding, headers) ?? [commandErrors.commandSize]
    return reject(errors, .omitted, 0..<0, attributes(encoding, headers))
  }
}
