/// The errors of a command as a whole; all but their pointers is made once.
struct CommandErrors: Sendable {
  let workspaceRequired: CommandError
  let workspaceMismatch: CommandError
  let commandSize: CommandError
  private let depth: ErrorKind
  private let members: ErrorKind
  private let number: ErrorKind

  init(rules: Rules, workspaceHeader: String?) {
    let header = workspaceHeader ?? ""
    workspaceRequired = CommandError(ErrorKind(.workspaceRequired, "the header \(header) is required"))
    workspaceMismatch = CommandError(
      ErrorKind(.workspaceMismatch, "workspaceId must be the workspace of the header \(header)"),
      at: JSONPointer("workspaceId").bytes)
    func kind(_ code: ErrorCode, _ sentence: (Int) -> String, _ limit: Int) -> ErrorKind {
      ErrorKind(code, sentence(limit), Expectation(limit: limit))
    }
    let limits = rules.limits
    commandSize = CommandError(
      kind(.tooLarge, { "the command must have no more than \($0) bytes" }, limits.commandBytes))
    depth = kind(.tooDeep, { "objects and arrays must be nested no more than \($0) deep" }, limits.depth)
    members = kind(.tooLarge, { "an object must have no more than \($0) members" }, limits.members)
    number = kind(.tooLarge, { "a number must have no more than \($0) characters" }, limits.numberCharacters)
  }

  let empty = CommandError(ErrorKind(.empty, "the command is empty"))
  let notObject = CommandError(
    ErrorKind(.notObject, "the command must be a JSON object", Expectation(type: "object")))
  private static let notUTF8 = ErrorKind(.notUTF8, "the command must be UTF-8")
  private static let notJSON = ErrorKind(.notJSON, "the command must be JSON")
  private static let duplicate = ErrorKind(.duplicateField, "the member must appear only once")

  func notUTF8(byteOffset: Int?) -> CommandError { CommandError(Self.notUTF8, byteOffset: byteOffset) }

  func notJSON(byteOffset: Int?) -> CommandError { CommandError(Self.notJSON, byteOffset: byteOffset) }

  func error(_ fault: StructureError) -> CommandError {
    let kind =
      switch fault.kind {
      case .depth: depth
      case .members: members
      case .number: number
      case .duplicate: Self.duplicate
      }
    return CommandError(kind, at: fault.pointer)
  }
}
