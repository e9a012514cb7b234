/// What makes a CloudEvent a create-customer command.
struct EventRules: Sendable {
  private let types: [[UInt8]]
  private let wantedTypes: String

  init(types: [String]) {
    self.types = types.map { Array($0.utf8) }
    wantedTypes = types.joined(separator: " or ")
  }

  /// The attributes of an event that have to be right.
  struct Attributes {
    var specVersion = EventAttribute.absent
    var id = EventAttribute.absent
    var source = EventAttribute.absent
    var type = EventAttribute.absent
    var dataContentType = EventAttribute.absent
    /// The name of the attribute with the data's content type: a header of a binary event, a member of a structured one.
    var dataContentTypeName = "datacontenttype"
  }

  /// What is wrong with an event's attributes, in a fixed order.
  func errors(_ attributes: Attributes) -> [CommandError] {
    var errors: [CommandError] = []
    func add(_ message: String?) {
      if let message { errors.append(Self.error("the event's \(message)")) }
    }
    add(Self.fault("specversion", attributes.specVersion, isRight: { $0.elementsEqual("1.0".utf8) }, "1.0"))
    add(Self.fault("id", attributes.id, isRight: { !$0.isEmpty }, nil))
    add(Self.fault("source", attributes.source, isRight: { !$0.isEmpty }, nil))
    add(Self.fault("type", attributes.type, isRight: types.contains, wantedTypes))
    if case .absent = attributes.dataContentType { return errors }
    add(
      Self.fault(
        attributes.dataContentTypeName, attributes.dataContentType, isRight: MediaType.isJSON,
        "a JSON content type, such as application/json"))
    return errors
  }

  /// What is wrong with an attribute; nil when nothing is.
  private static func fault(
    _ name: String, _ attribute: EventAttribute, isRight: ([UInt8]) -> Bool, _ wanted: String?
  ) -> String? {
    let must = wanted.map { " must be \($0)" }
    switch attribute {
    case .absent: return "\(name) is missing" + (must.map { ";\($0.replacing(" must", with: " it must"))" } ?? "")
    case .notString: return "\(name) must be a string" + (wanted.map { ": \($0)" } ?? "")
    case .tooLong: return "\(name) must have no more than \(RecordHeaders.valueBytesMaximum) bytes"
    case .text(let text):
      if isRight(text) { return nil }
      return must.map { name + $0 } ?? "\(name) must not be empty"
    }
  }

  /// The error of data that is no object; nil where there is no data.
  static func dataError(_ kind: JSONKind?) -> CommandError {
    switch kind {
    case nil: error("the event's data is missing")
    case .string: error("the event's data is a string, not a JSON object; write the object itself, not its text")
    case let kind?: error("the event's data is \(kind.phrase), not a JSON object")
    }
  }

  private static func error(_ message: String) -> CommandError {
    CommandError(ErrorKind(.unsupportedEvent, message))
  }

  static let format = error("the record must hold a single CloudEvent, in binary mode or the JSON event format")
  static let dataTwice = error("the event must have data or data_base64, not both")
  static let noBase64Data = error("the event's data_base64 is empty")
  static let base64NotString = error("the event's data_base64 must be a string")
  static let notBase64 = error("the event's data_base64 must be base 64")
}
