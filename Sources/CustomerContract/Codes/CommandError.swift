/// One thing that is wrong with a command: its code, its place, a sentence, and what was expected.
public struct CommandError: Sendable, Equatable {
  public let code: ErrorCode
  /// RFC 6901, within the command: `/legalName`; empty for the whole command.
  public let pointer: String
  /// For people; never with a value of the command, which may be personal data.
  public let message: String
  /// The JSON object of a result's `errors`.
  let json: [UInt8]

  init(_ code: ErrorCode, at pointer: String, _ message: String, _ expected: Expectation = Expectation()) {
    self.code = code
    self.pointer = pointer
    self.message = message
    var json = Array("{\"code\":\"\(code.rawValue)\",\"pointer\":".utf8)
    json.appendJSON(pointer)
    json.append(text: ",\"message\":")
    json.appendJSON(message)
    expected.append(to: &json)
    json.append(UInt8(ascii: "}"))
    self.json = json
  }
}

/// What a value should have been: members of an error that programs can use.
struct Expectation {
  var allowed: [String] = []
  var format: StringFormat?
  var type: String?
  var limit: Int?
  var suggestion: String?
  /// From the first byte of the record's value.
  var byteOffset: Int?

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
    if let byteOffset { json.append(text: ",\"byteOffset\":\(byteOffset)") }
  }
}
