/// The errors of a command as a whole; all but their pointers is made once.
struct CommandErrors: Sendable {
  let workspaceRequired: CommandError
  let workspaceEmpty: CommandError
  let workspaceNotUTF8: CommandError
  let workspaceMismatch: CommandError
  let commandSize: CommandError
  let headerCount = CommandError(
    ErrorKind(
      .tooLarge,
      "the record must have no more than \(Limits.headers) headers, and none of its headers can be read",
      Expectation(limit: Limits.headers)))
  let empty = CommandError(ErrorKind(.empty, "the command is empty"))
  let undecodable = CommandError(
    ErrorKind(
      .undecodable,
      "the record belongs to a batch that cannot be decompressed; send its commands again in smaller batches"))
  private let notUTF8 = ErrorKind(.notUTF8, "the command must be UTF-8")
  /// In the order of the reasons.
  private let notJSON = SyntaxReason.allCases.map { CommandErrors.notJSON($0, hint: nil) }
  /// By the raw value of the type that the text has.
  private let notObject = JSONKind.allCases.map { kind in
    CommandError(CommandErrors.notObject(kind, hint: kind == .array ? .array : nil))
  }
  private let encodedTwice = CommandError(CommandErrors.notObject(.string, hint: .encodedTwice))
  /// By the raw value of a structure error's kind.
  private let kinds: [ErrorKind]
  private let eventKinds: [ErrorKind]

  init(rules: Rules, workspaceHeader: String?) {
    let header = workspaceHeader ?? ""
    workspaceRequired = CommandError(ErrorKind(.workspaceRequired, "the header \(header) is required"))
    workspaceEmpty = CommandError(
      ErrorKind(.workspaceRequired, "the header \(header) is empty, and must be the caller's workspace"))
    workspaceNotUTF8 = CommandError(ErrorKind(.workspaceRequired, "the header \(header) must be UTF-8"))
    workspaceMismatch = CommandError(
      ErrorKind(.workspaceMismatch, "workspaceId must be the workspace of the header \(header)"),
      at: JSONPointer("workspaceId").json[...])
    let limits = rules.limits
    kinds = StructureError.Kind.allCases.map { Self.kind($0, limits) }
    eventKinds = StructureError.Kind.allCases.map { Self.eventKind($0, limits) }
    commandSize = CommandError(
      ErrorKind(
        .tooLarge, "the command must have no more than \(limits.commandBytes) bytes",
        Expectation(limit: limits.commandBytes)))
  }

  // MARK: Bytes

  func notUTF8(byteOffset: Int?, hint: ProducerHint?) -> CommandError {
    let kind = hint.map { ErrorKind(.notUTF8, notUTF8.message, Expectation(hint: $0.sentence)) } ?? notUTF8
    return CommandError(kind, byteOffset.map(ErrorLocation.byte) ?? .value)
  }

  func notJSON(_ error: CommandSyntaxError, byteOffset: Int, hint: ProducerHint?) -> CommandError {
    let kind = hint == nil ? notJSON[error.reason.index] : Self.notJSON(error.reason, hint: hint)
    return CommandError(kind, .byte(byteOffset))
  }

  private static func notJSON(_ reason: SyntaxReason, hint: ProducerHint?) -> ErrorKind {
    ErrorKind(
      .notJSON, "the command must be JSON: \(reason.sentence)",
      Expectation(reason: reason.rawValue, hint: hint?.sentence))
  }

  func notObject(_ kind: JSONKind, isEncodedTwice: Bool) -> CommandError {
    isEncodedTwice ? encodedTwice : notObject[kind.rawValue]
  }

  private static func notObject(_ kind: JSONKind, hint: ProducerHint?) -> ErrorKind {
    ErrorKind(
      .notObject, "the command must be a JSON object, not \(kind.phrase)",
      Expectation(type: "object", hint: hint?.sentence))
  }

  // MARK: Structure

  /// - Parameter pointers: Those of all faults.
  func error(_ error: StructureError, _ pointers: [UInt8]) -> CommandError {
    CommandError((error.isOfEvent ? eventKinds : kinds)[error.kind.rawValue], at: pointers[error.pointer])
  }

  private static func kind(_ kind: StructureError.Kind, _ limits: Limits) -> ErrorKind {
    if kind == .duplicate { return ErrorKind(.duplicateField, "the member must appear only once") }
    return bound(kind, limits, "an object", "objects and arrays", "a member's name", "a number")
  }

  /// The members of the event are none of the command's, so the message has to say whose they are.
  private static func eventKind(_ kind: StructureError.Kind, _ limits: Limits) -> ErrorKind {
    if kind == .duplicate {
      return ErrorKind(.duplicateField, "a member of the event must appear only once; the event is around the command")
    }
    return bound(
      kind, limits, "an object of the event", "objects and arrays of the event", "a member's name of the event",
      "a number of the event")
  }

  private static func bound(
    _ kind: StructureError.Kind, _ limits: Limits, _ object: String, _ containers: String, _ name: String,
    _ number: String
  ) -> ErrorKind {
    func make(_ code: ErrorCode, _ limit: Int, _ message: String) -> ErrorKind {
      ErrorKind(code, message, Expectation(limit: limit))
    }
    return switch kind {
    case .depth: make(.tooDeep, limits.depth, "\(containers) must be nested no more than \(limits.depth) deep")
    case .members: make(.tooLarge, limits.members, "\(object) must have no more than \(limits.members) members")
    case .nameBytes: make(.tooLarge, limits.nameBytes, "\(name) must have no more than \(limits.nameBytes) bytes")
    case .numberCharacters:
      make(
        .tooLarge, limits.numberCharacters, "\(number) must have no more than \(limits.numberCharacters) characters")
    case .numberExponent:
      make(
        .tooLarge, JSONNumber.exponentMaximum,
        "the exponent of \(number) must be from -\(JSONNumber.exponentMaximum) to \(JSONNumber.exponentMaximum)")
    case .numberValue, .duplicate:
      ErrorKind(.tooLarge, "\(number) must be within the range of a double, which ends at 1.7976931348623157e308")
    }
  }
}
