/// All that an error says but where: its code, a sentence, and what was expected.
///
/// One instance for each message, built once, so that reporting an error only copies bytes.
final class ErrorKind: Sendable {
  let code: ErrorCode
  /// The index of the code among all codes.
  let codeIndex: Int
  let expected: Expectation
  /// The sentence for people.
  let message: String
  /// The message as it is between the quotes of a JSON string.
  let sentence: [UInt8]
  /// The JSON object, up to the pointer and from there to the closing brace.
  private let start: [UInt8]
  private let end: [UInt8]

  init(_ code: ErrorCode, _ message: String, _ expected: Expectation = Expectation()) {
    // A hint is for people, so the message has it too.
    let message = expected.hint.map { "\(message): \($0)" } ?? message
    self.code = code
    codeIndex = ErrorCode.allCases.firstIndex(of: code) ?? 0
    self.expected = expected
    self.message = message
    var sentence: [UInt8] = []
    sentence.appendEscaped(message.utf8)
    self.sentence = sentence
    start = Array("{\"code\":\"\(code.rawValue)\",\"pointer\":\"".utf8)
    var end = Array("\",\"message\":\"".utf8)
    end.append(contentsOf: sentence)
    end.append(UInt8(ascii: "\""))
    expected.append(to: &end)
    self.end = end
  }

  /// The JSON object of an error of this kind.
  func json(at pointer: [UInt8], _ location: ErrorLocation) -> [UInt8] {
    var json: [UInt8] = []
    json.reserveCapacity(start.count + pointer.count + end.count + 48)
    json.append(contentsOf: start)
    json.appendEscaped(pointer)
    json.append(contentsOf: end)
    switch location {
    case .value: break
    case .byte(let offset): json.append(text: ",\"byteOffset\":\(offset)")
    case .character(let index): json.append(text: ",\"at\":\(index)")
    }
    json.append(UInt8(ascii: "}"))
    return json
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
}
