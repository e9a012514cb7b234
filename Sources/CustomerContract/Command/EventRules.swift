/// What makes a CloudEvent a create-customer command.
struct EventRules: Sendable {
  private let types: [[UInt8]]
  private let specVersion: AttributeErrors
  private let id: AttributeErrors
  private let source: AttributeErrors
  private let type: AttributeErrors
  private let memberContentType: AttributeErrors
  private let headerContentType: AttributeErrors

  init(types: [String]) {
    self.types = types.map { Array($0.utf8) }
    specVersion = AttributeErrors("specversion", "1.0")
    id = AttributeErrors("id", nil)
    source = AttributeErrors("source", nil)
    type = AttributeErrors("type", types.joined(separator: " or "))
    let json = "a JSON content type, such as application/json"
    memberContentType = AttributeErrors("datacontenttype", json)
    headerContentType = AttributeErrors(HeaderName.contentType.text, json)
  }

  /// The attributes of an event that have to be right.
  struct Attributes {
    var specVersion = EventAttribute.absent
    var id = EventAttribute.absent
    var source = EventAttribute.absent
    var type = EventAttribute.absent
    /// The content type of the data, which may be absent.
    var dataContentType = EventAttribute.absent
    /// Whether they are the headers of an event in binary mode.
    var areHeaders = false
  }

  /// What is wrong with an event's attributes, in a fixed order.
  func errors(_ attributes: Attributes) -> [CommandError] {
    var errors: [CommandError] = []
    func add(_ error: CommandError?) {
      if let error { errors.append(error) }
    }
    add(specVersion.error(of: attributes.specVersion) { $0.elementsEqual("1.0".utf8) })
    add(id.error(of: attributes.id) { !$0.isEmpty })
    add(source.error(of: attributes.source) { !$0.isEmpty })
    add(type.error(of: attributes.type, types.contains))
    if case .absent = attributes.dataContentType { return errors }
    let contentType = attributes.areHeaders ? headerContentType : memberContentType
    add(contentType.error(of: attributes.dataContentType, MediaType.isJSON))
    return errors
  }

  /// What can be wrong with one attribute.
  private struct AttributeErrors: Sendable {
    let missing: CommandError
    let notString: CommandError
    let tooLong: CommandError
    let wrong: CommandError

    /// - Parameter wanted: What the attribute must be; nil when it must only not be empty.
    init(_ name: String, _ wanted: String?) {
      func error(_ message: String) -> CommandError { EventRules.error("the event's \(name) \(message)") }
      missing = error("is missing" + (wanted.map { "; it must be \($0)" } ?? ""))
      notString = error("must be a string" + (wanted.map { ": \($0)" } ?? ""))
      tooLong = error("must have no more than \(RecordHeaders.valueBytesMaximum) bytes")
      wrong = error(wanted.map { "must be \($0)" } ?? "must not be empty")
    }

    func error(of attribute: EventAttribute, _ isRight: ([UInt8]) -> Bool) -> CommandError? {
      switch attribute {
      case .absent: missing
      case .notString: notString
      case .tooLong: tooLong
      case .text(let text): isRight(text) ? nil : wrong
      }
    }
  }

  /// The error of data that is no object; nil where there is no data.
  static func dataError(_ kind: JSONKind?) -> CommandError {
    kind.map { dataErrors[$0.rawValue] } ?? noData
  }

  private static let noData = error("the event's data is missing")
  private static let dataErrors = JSONKind.allCases.map { kind in
    error(
      "the event's data is \(kind.phrase), not a JSON object"
        + (kind == .string ? "; write the object itself, not its text" : ""))
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
