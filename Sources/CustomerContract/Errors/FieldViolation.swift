/// What can be wrong with a field, as far as a message tells it apart.
enum FieldViolation {
  case required
  case invalidType(JSONKind)
  /// A string without characters where another type is wanted.
  case emptyOfAnotherType
  /// A number with a fraction where an integer is wanted.
  case fraction
  case blank
  case outOfRange
  case emptyFormat
  case invalidFormat(FormatReason)
  case emptyEnum
  /// The index of the allowed value that was probably meant; nil when none is near.
  case invalidEnum(suggestion: Int?)

  /// A number of its own for each.
  var index: Int {
    switch self {
    case .required: 0
    case .emptyOfAnotherType: 1
    case .fraction: 2
    case .blank: 3
    case .outOfRange: 4
    case .emptyFormat: 5
    case .emptyEnum: 6
    case .invalidType(let kind): 7 + kind.rawValue
    case .invalidFormat(let reason): 7 + JSONKind.allCases.count + reason.index
    case .invalidEnum(let suggestion):
      7 + JSONKind.allCases.count + FormatReason.allCases.count + (suggestion.map { $0 + 1 } ?? 0)
    }
  }
}
