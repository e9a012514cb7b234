/// What makes a CloudEvent a create-customer command.
struct EventRules: Sendable {
  private let types: [[UInt8]]
  private let otherType: CommandError

  init(types: [String]) {
    self.types = types.map { Array($0.utf8) }
    otherType = Self.error("the event's type must be \(types.joined(separator: " or "))")
  }

  /// What is wrong with an event's attributes; each is nil when it is absent or no string.
  func faults(
    specVersion: [UInt8]?, id: [UInt8]?, source: [UInt8]?, type: [UInt8]?, dataContentType: [UInt8]?
  ) -> [CommandError] {
    var faults: [CommandError] = []
    if specVersion.map({ !$0.elementsEqual("1.0".utf8) }) ?? true { faults.append(Self.specVersion) }
    if id?.isEmpty ?? true { faults.append(Self.noID) }
    if source?.isEmpty ?? true { faults.append(Self.noSource) }
    if type.map({ !types.contains($0) }) ?? true { faults.append(otherType) }
    if let dataContentType, !MediaType.isJSON(dataContentType) { faults.append(Self.dataType) }
    return faults
  }

  private static func error(_ message: String) -> CommandError {
    CommandError(ErrorKind(.unsupportedEvent, message))
  }

  private static let specVersion = error("the event's specversion must be 1.0")
  private static let noID = error("the event's id must not be empty")
  private static let noSource = error("the event's source must not be empty")
  private static let dataType = error("the event's data must be JSON")
  static let format = error("the record must hold a single CloudEvent, in binary mode or the JSON event format")
  static let dataTwice = error("the event must have data or data_base64, not both")
  static let notBase64 = error("the event's data_base64 must be base 64")
}
