/// One thing that is wrong with a command: its code, its pointer, a sentence, and what was expected.
///
/// A copy is a reference; errors of fields are made once.
public struct CommandError: Sendable, Equatable {
  private final class Content: Sendable {
    let kind: ErrorKind
    let pointer: [UInt8]
    let json: [UInt8]

    init(_ kind: ErrorKind, _ pointer: [UInt8], _ json: [UInt8]) {
      self.kind = kind
      self.pointer = pointer
      self.json = json
    }
  }

  private let content: Content

  public var code: ErrorCode { content.kind.code }
  /// RFC 6901, within the command: `/legalName`; empty for the whole command.
  public var pointer: String { String(decoding: content.pointer, as: UTF8.self) }
  /// For people; never with a value of the command, which may be personal data.
  public var message: String { content.kind.message }
  /// The index of the code among all codes.
  var codeIndex: Int { content.kind.codeIndex }
  /// The message as it is between the quotes of a JSON string.
  var sentence: [UInt8] { content.kind.sentence }
  /// The JSON object of a result's `errors`.
  package var json: [UInt8] { content.json }

  /// - Parameter pointer: Empty for the whole command.
  init(_ kind: ErrorKind, at pointer: [UInt8] = [], _ location: ErrorLocation = .value) {
    content = Content(kind, pointer, kind.json(at: pointer, location))
  }

  /// The same error with the part of the value that is at fault.
  func at(_ location: ErrorLocation) -> CommandError {
    CommandError(content.kind, at: content.pointer, location)
  }

  /// The same error with a hint.
  func with(_ hint: ProducerHint) -> CommandError {
    var expected = content.kind.expected
    expected.hint = hint.sentence
    return CommandError(ErrorKind(code, message, expected), at: content.pointer)
  }

  public static func == (a: CommandError, b: CommandError) -> Bool {
    a.content === b.content || (a.json == b.json && a.code == b.code)
  }
}
