/// The type of a field, with the rules that go beyond the JSON type.
public enum FieldType: Sendable, Equatable {
  /// Any string.
  case string
  /// A string with more in it than white space.
  case text
  case formatted(StringFormat)
  /// One of these strings, in the same case.
  case enumeration([String])
  /// JSON Schema's integer, within 64 bits: `1`, `1.0` and `1e2`, but not `true` and not `"1"`.
  case integer
  case boolean
  case object
  /// Any JSON value, null too.
  case unknown

  /// The JSON type that `expected` names; nil when any will do.
  public var jsonType: String? {
    switch self {
    case .string, .text, .formatted, .enumeration: "string"
    case .integer: "integer"
    case .boolean: "boolean"
    case .object: "object"
    case .unknown: nil
    }
  }
}
