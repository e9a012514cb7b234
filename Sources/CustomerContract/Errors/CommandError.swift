/// One thing that is wrong with a command: its code, its pointer, a sentence, and what was expected.
public struct CommandError: Sendable, Equatable {
  private let kind: ErrorKind
  /// UTF-8; the errors of one command share the memory.
  private let pointerBytes: ArraySlice<UInt8>
  /// What escapes add to the pointer in JSON.
  private let pointerEscapes: Int
  private let location: ErrorLocation

  public var code: ErrorCode { kind.code }
  /// RFC 6901, within the command: `/legalName`; empty for the whole command.
  public var pointer: String { String(decoding: pointerBytes, as: UTF8.self) }
  /// For people; never with a value of the command, which may be personal data.
  public var message: String { kind.message }
  /// The index of the code in `ErrorCode.allCases`.
  public var codeIndex: Int { kind.codeIndex }
  /// The message as it is between the quotes of a JSON string.
  var sentence: [UInt8] { kind.sentence }

  /// - Parameter pointer: Empty for the whole command.
  init(_ kind: ErrorKind, at pointer: ArraySlice<UInt8> = [], _ location: ErrorLocation = .value) {
    self.kind = kind
    pointerBytes = pointer
    pointerEscapes = JSONEscape.count(pointer) - pointer.count
    self.location = location
  }

  /// Returns this error with the part of the value that is at fault.
  func at(_ location: ErrorLocation) -> CommandError {
    CommandError(kind, at: pointerBytes, location)
  }

  /// Returns this error with a hint.
  func with(_ hint: ProducerHint) -> CommandError {
    var expected = kind.expected
    expected.hint = hint.sentence
    return CommandError(ErrorKind(code, message, expected), at: pointerBytes, location)
  }

  /// The most bytes that the JSON object of a result's `errors` takes.
  var jsonBytesMaximum: Int { kind.jsonBytes + pointerBytes.count + pointerEscapes + ErrorLocation.jsonBytesMaximum }

  /// Appends the JSON object of a result's `errors`.
  func append(to writer: inout ArenaWriter) {
    writer.append(kind.start)
    writer.append(pointerBytes, hasEscapes: pointerEscapes > 0)
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
    a.code == b.code && a.pointerBytes == b.pointerBytes && a.message == b.message && a.json == b.json
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
