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
  /// The JSON object, up to the pointer and from there to its location or its closing brace.
  let start: [UInt8]
  let end: [UInt8]

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

  /// What the JSON object takes but its pointer and its location.
  var jsonBytes: Int { start.count + end.count }
}
