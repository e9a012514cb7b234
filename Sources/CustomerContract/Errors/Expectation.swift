/// What a value should have been: members of an error that programs can use.
struct Expectation: Sendable {
  var type: String?
  var format: StringFormat?
  /// The raw value of a `FormatReason` or a `SyntaxReason`.
  var reason: String?
  var allowed: [String] = []
  var limit: Int?
  var suggestion: String?
  /// A sentence for people about the producer that probably wrote the command.
  var hint: String?

  func append(to json: inout [UInt8]) {
    if let type { json.append(text: ",\"type\":\"\(type)\"") }
    if let format { json.append(text: ",\"format\":\"\(format.rawValue)\"") }
    if let reason { json.append(text: ",\"reason\":\"\(reason)\"") }
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
    if let hint {
      json.append(text: ",\"hint\":")
      json.appendJSON(hint)
    }
  }
}
