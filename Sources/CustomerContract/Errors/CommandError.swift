/// One thing that is wrong with a command: its code, its pointer, a sentence, and what was expected.
public struct CommandError: Sendable, Equatable {
  private let kind: ErrorKind
  /// UTF-8, as it is between the quotes of a JSON string; the errors of one command share the memory.
  private let pointerJSON: ArraySlice<UInt8>
  private let location: ErrorLocation

  public var code: ErrorCode { kind.code }
  /// RFC 6901, within the command: `/legalName`; empty for the whole command.
  public var pointer: String { String(decoding: JSONEscape.undo(pointerJSON), as: UTF8.self) }
  /// For people; never with a value of the command, which may be personal data.
  public var message: String { kind.message }
  /// The index of the code in `ErrorCode.allCases`.
  public var codeIndex: Int { kind.codeIndex }
  /// The message as it is between the quotes of a JSON string.
  var sentence: [UInt8] { kind.sentence }

  /// - Parameter pointer: As it is between the quotes of a JSON string; empty for the whole command.
  init(_ kind: ErrorKind, at pointer: ArraySlice<UInt8> = [], _ location: ErrorLocation = .value) {
    self.kind = kind
    pointerJSON = pointer
    self.location = location
  }

  /// Returns this error with the part of the value that is at fault.
  func at(_ location: ErrorLocation) -> CommandError {
    CommandError(kind, at: pointerJSON, location)
  }

  /// Returns this error with a hint.
  func with(_ hint: ProducerHint) -> CommandError {
    var expected = kind.expected
    expected.hint = hint.sentence
    return CommandError(ErrorKind(code, message, expected), at: pointerJSON, location)
  }

  /// The most bytes that the JSON object of a result's `errors` takes.
  var jsonBytesMaximum: Int { kind.jsonBytes + pointerJSON.count + ErrorLocation.jsonBytesMaximum }

  /// Appends the JSON object of a result's `errors`.
  func append(to writer: inout ArenaWriter) {
    writer.append(kind.start)
    unsafe writer.append(pointerJSON.span.bytes)
    writer.append(kind.end)
    switch location {
    case .value: break
    case .byte(let offset):
      writer.append(#","byteOffset":"#)
      writer.append(Int64(offset))
    case .character(let index):
      writer.append(#","at":"#)
      writer.append(Int64(index))
    }
    writer.append(UInt8(ascii: "}"))
  }

  /// The JSON object of a result's `errors`.
  package var json: [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: jsonBytesMaximum) { buffer, count in
      var writer = ArenaWriter(UnsafeMutableRawBufferPointer(buffer))
      append(to: &writer)
      count = writer.count
    }
  }

  public static func == (a: CommandError, b: CommandError) -> Bool {
    a.code == b.code && a.pointerJSON == b.pointerJSON && a.message == b.message && a.json == b.json
  }
}

/// What of a value is at fault.
enum ErrorLocation {
  /// The value as a whole.
  case value
  /// The byte at an offset from the first byte of the record's value.
  case byte(Int)
  /// The character at an index of the unescaped string, counted in Unicode scalars from 0.
  case character(Int)

  /// The most bytes that the location takes in the JSON of an error, with the closing brace.
  static let jsonBytesMaximum = 36
}
