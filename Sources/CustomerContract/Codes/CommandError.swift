/// One thing that is wrong with a command: its code, its place, a sentence, and what was expected.
///
/// Made once for each field where that can be; a copy is a reference.
public struct CommandError: Sendable, Equatable {
  private final class Content: Sendable {
    let code: ErrorCode
    let pointer: String
    let message: String
    let json: [UInt8]

    init(_ code: ErrorCode, _ pointer: String, _ message: String, _ json: [UInt8]) {
      self.code = code
      self.pointer = pointer
      self.message = message
      self.json = json
    }
  }

  private let content: Content

  public var code: ErrorCode { content.code }
  /// RFC 6901, within the command: `/legalName`; empty for the whole command.
  public var pointer: String { content.pointer }
  /// For people; never with a value of the command, which may be personal data.
  public var message: String { content.message }
  /// The JSON object of a result's `errors`.
  var json: [UInt8] { content.json }

  init(_ code: ErrorCode, at pointer: String, _ message: String, _ expected: Expectation = Expectation()) {
    var json: [UInt8] = []
    json.reserveCapacity(64 + pointer.utf8.count + message.utf8.count)
    json.append(text: "{\"code\":\"")
    json.append(text: code.rawValue)
    json.append(text: "\",\"pointer\":")
    json.appendJSON(pointer)
    json.append(text: ",\"message\":")
    json.appendJSON(message)
    expected.append(to: &json)
    json.append(UInt8(ascii: "}"))
    content = Content(code, pointer, message, json)
  }

  public static func == (a: CommandError, b: CommandError) -> Bool {
    a.content === b.content || (a.json == b.json && a.code == b.code)
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
