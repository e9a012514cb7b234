/// All that an error says but where: its code, a sentence, and what was expected.
///
/// One instance for each message, built once, so that reporting an error only copies bytes.
final class ErrorKind: Sendable {
  let code: ErrorCode
  /// The index of the code among all codes.
  let codeIndex: Int
  /// For people.
  let message: String
  /// The message as it is between the quotes of a JSON string.
  let sentence: [UInt8]
  /// The JSON object, up to the pointer and from there to the closing brace.
  private let start: [UInt8]
  private let end: [UInt8]

  init(_ code: ErrorCode, _ message: String, _ expected: Expectation = Expectation()) {
    self.code = code
    codeIndex = ErrorCode.allCases.firstIndex(of: code) ?? 0
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
  func json(at pointer: [UInt8], byteOffset: Int?) -> [UInt8] {
    var json: [UInt8] = []
    json.reserveCapacity(start.count + pointer.count + end.count + 48)
    json.append(contentsOf: start)
    json.appendEscaped(pointer)
    json.append(contentsOf: end)
    if let byteOffset { json.append(text: ",\"byteOffset\":\(byteOffset)") }
    json.append(UInt8(ascii: "}"))
    return json
  }
}

/// What a value should have been: members of an error that programs can use.
struct Expectation {
  var allowed: [String] = []
  var format: StringFormat?
  var type: String?
  var limit: Int?
  var suggestion: String?

  func append(to json: inout [UInt8]) {
    if let type { json.append(text: ",\"type\":\"\(type)\"") }
    if let format { json.append(text: ",\"format\":\"\(format.rawValue)\"") }
    if !allowed.isEmpty {
      json.append(text: ",\"allowed\":[")
      for (index, value) in allowed.enumerated() {
        if index > 0 { json.append(UInt8(ascii: ",")) }
        json.appendJSON(value)
      }
      json.append(UInt8(ascii: "]"))
    }
    if let limit { json.append(text: ",\"limit\":\(limit)") }
    if let suggestion {
      json.append(text: ",\"suggestion\":")
      json.appendJSON(suggestion)
    }
  }
}
