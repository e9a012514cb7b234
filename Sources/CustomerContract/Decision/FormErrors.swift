/// The errors of a command as a whole, made once.
struct FormErrors: Sendable {
  private let rules: Rules
  let workspaceRequired: CommandError
  let workspaceMismatch: CommandError

  init(rules: Rules, workspaceHeader: String?) {
    self.rules = rules
    let header = workspaceHeader ?? ""
    workspaceRequired = CommandError(.workspaceRequired, at: "", "the header \(header) is required")
    workspaceMismatch = CommandError(
      .workspaceMismatch, at: "/workspaceId", "workspaceId must be the workspace of the header \(header)")
  }

  private static let empty = CommandError(.empty, at: "", "the command is empty")
  private static let notObject = CommandError(
    .notObject, at: "", "the command must be a JSON object", Expectation(type: "object"))

  func error(_ code: ErrorCode, byteOffset: Int? = nil) -> CommandError {
    switch code {
    case .empty: Self.empty
    case .notObject: Self.notObject
    case .notUTF8:
      CommandError(.notUTF8, at: "", "the command must be UTF-8", Expectation(byteOffset: byteOffset))
    case .notJSON: CommandError(.notJSON, at: "", "the command must be JSON", Expectation(byteOffset: byteOffset))
    default:
      CommandError(
        .tooLarge, at: "", "the command must have no more than \(rules.limits.commandBytes) bytes",
        Expectation(limit: rules.limits.commandBytes))
    }
  }

  func reject(_ code: ErrorCode, byteOffset: Int? = nil, form: Decision.Form = .none, _ command: Range<Int> = 0..<0)
    -> Decision
  {
    var decision = Decision()
    decision.errors = [error(code, byteOffset: byteOffset)]
    decision.form = form
    decision.command = command
    return decision
  }

  func error(_ fault: FormFault) -> CommandError {
    let limits = rules.limits
    return switch fault.kind {
    case .depth:
      CommandError(
        .tooDeep, at: fault.pointer, "objects and arrays must be nested no more than \(limits.depth) deep",
        Expectation(limit: limits.depth))
    case .members:
      CommandError(
        .tooLarge, at: fault.pointer, "an object must have no more than \(limits.members) members",
        Expectation(limit: limits.members))
    case .number:
      CommandError(
        .tooLarge, at: fault.pointer, "a number must have no more than \(limits.numberCharacters) characters",
        Expectation(limit: limits.numberCharacters))
    case .duplicate: CommandError(.duplicateField, at: fault.pointer, "the member must stand only once")
    }
  }
}
