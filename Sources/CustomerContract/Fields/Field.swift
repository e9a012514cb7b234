/// A row of the field table: a member of the command, by the seed's columns.
public struct Field: Sendable, Equatable {
  public let name: String
  public let type: FieldType
  /// The column *Required* of the user's document. A required field with a default may be absent.
  public let isRequired: Bool
  /// The JSON text that an absent field becomes; nil when it stays absent.
  public let defaultJSON: String?
  /// What the field means, for people.
  public let summary: String

  public init(_ name: String, _ type: FieldType, _ summary: String) {
    self.init(name, type, isRequired: false, defaultJSON: nil, summary)
  }

  public init(_ name: String, _ type: FieldType, isRequired: Bool, defaultJSON: String? = nil, _ summary: String) {
    self.name = name
    self.type = type
    self.isRequired = isRequired
    self.defaultJSON = defaultJSON
    self.summary = summary
  }

  /// Whether a command without the field is rejected.
  public var mustBePresent: Bool { isRequired && defaultJSON == nil }

  /// Whether an empty string may count as absent, by the rules: not in free text.
  package var takesEmptyAsAbsent: Bool {
    switch type {
    case .string: name == Self.workspaceName
    case .text, .unknown: false
    case .formatted, .enumeration, .integer, .boolean, .object: true
    }
  }

  /// The name of the field that says which workspace the customer belongs to.
  static let workspaceName = "workspaceId"
}
