/// What can be wrong with a command. The raw values are stable: consumers decide on them.
public enum ErrorCode: String, Sendable, CaseIterable {
  case empty
  case notUTF8 = "not_utf8"
  case notJSON = "not_json"
  case notObject = "not_object"
  case tooDeep = "too_deep"
  case tooLarge = "too_large"
  case undecodable
  case duplicateField = "duplicate_field"
  case unsupportedEvent = "unsupported_event"
  case workspaceRequired = "workspace_required"
  case workspaceMismatch = "workspace_mismatch"
  case required
  case invalidType = "invalid_type"
  case blank
  case invalidEnum = "invalid_enum"
  case invalidFormat = "invalid_format"
  case outOfRange = "out_of_range"
  case unknownField = "unknown_field"

  /// The HTTP status of problem details (RFC 9457): 400 for the form, 401 and 403 for the workspace, 422 for fields.
  public var status: Int {
    switch self {
    case .empty, .notUTF8, .notJSON, .notObject, .tooDeep, .tooLarge, .undecodable, .duplicateField, .unsupportedEvent:
      400
    case .workspaceRequired: 401
    case .workspaceMismatch: 403
    case .required, .invalidType, .blank, .invalidEnum, .invalidFormat, .outOfRange, .unknownField: 422
    }
  }

  /// The title of problem details: one for each code, never with a value of the command.
  public var title: String {
    switch self {
    case .empty: "The command is empty"
    case .notUTF8: "The command is not UTF-8"
    case .notJSON: "The command is not JSON"
    case .notObject: "The command is not a JSON object"
    case .tooDeep: "The command is nested too deeply"
    case .tooLarge: "The command or a part of it is too large"
    case .undecodable: "The record cannot be decoded"
    case .duplicateField: "A field of the command is duplicated"
    case .unsupportedEvent: "The event is not a create-customer command"
    case .workspaceRequired: "The caller's workspace is missing"
    case .workspaceMismatch: "The command is for another workspace"
    case .required: "A required field is missing"
    case .invalidType: "A field has the wrong type"
    case .blank: "A field is blank"
    case .invalidEnum: "A field has a value that is not allowed"
    case .invalidFormat: "A field has the wrong format"
    case .outOfRange: "A number is out of range"
    case .unknownField: "A field is not known"
    }
  }

  /// When it occurs, in one sentence for the reference.
  public var when: String {
    switch self {
    case .empty: "The record has no value, or its value has no byte."
    case .notUTF8: "The bytes of the command are not UTF-8."
    case .notJSON:
      "The text is not JSON (RFC 8259), or has half of a surrogate pair in a string; a byte-order mark before it is skipped."
    case .notObject: "The text is valid JSON but not an object."
    case .tooDeep: "Objects and arrays are nested deeper than the limit."
    case .tooLarge:
      "The command, the members of an object, a member's name, the characters, the value or the exponent of a number, or the number of the record's headers are past their limit, or the accepted result is larger than a result may be."
    case .undecodable:
      "The record belongs to a batch that Kafka's client library cannot decompress, so nothing is known of it but its position."
    case .duplicateField: "An object, at any depth, has two members of one name once escapes are undone."
    case .unsupportedEvent:
      "The record is a CloudEvent but not a create-customer command: by its attributes, its format, or its data, which must be a JSON object."
    case .workspaceRequired:
      "The caller's workspace comes from a header of the record, and the record does not have it."
    case .workspaceMismatch: "The command's workspaceId is not the workspace that the record's header names."
    case .required: "A required field without a default is absent."
    case .invalidType:
      "The value of a field has another JSON type; null is a type of its own and not the same as absent."
    case .blank: "The text has nothing but white space (ECMA-262's), or no character at all."
    case .invalidEnum: "The value is not one of the allowed values; case counts."
    case .invalidFormat: "The string is not in the format of its field."
    case .outOfRange: "The integer does not fit into 64 bits with a sign."
    case .unknownField: "A member of the command is not in the table of fields."
    }
  }
}
