/// What makes a CloudEvent a create-customer command.
struct EventRules: Sendable {
  private let types: [[UInt8]]
  private let typeMessage: String

  init(types: [String]) {
    self.types = types.map { Array($0.utf8) }
    typeMessage = "the event's type must be \(types.joined(separator: " or "))"
  }

  /// What is wrong with an event's attributes; each is nil when it is absent or no string.
  func faults(
    specVersion: [UInt8]?, id: [UInt8]?, source: [UInt8]?, type: [UInt8]?, dataContentType: [UInt8]?
  ) -> [CommandError] {
    var messages: [String] = []
    if specVersion.map({ !$0.elementsEqual("1.0".utf8) }) ?? true {
      messages.append("the event's specversion must be 1.0")
    }
    if id?.isEmpty ?? true { messages.append("the event's id must not be empty") }
    if source?.isEmpty ?? true { messages.append("the event's source must not be empty") }
    if type.map({ !types.contains($0) }) ?? true { messages.append(typeMessage) }
    if let dataContentType, !MediaType.isJSON(dataContentType) {
      messages.append("the event's data must be JSON")
    }
    return messages.map(Self.error)
  }

  static func error(_ message: String) -> CommandError {
    CommandError(.unsupportedEvent, at: "", message)
  }

  static let format = error("the event must be a single one, in binary mode or in the JSON format")
}
