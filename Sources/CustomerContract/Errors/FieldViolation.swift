/// What can be wrong with a field, as far as a message tells it apart.
enum FieldViolation: Hashable {
  case required
  case invalidType(JSONKind)
  /// A string without characters where another type is wanted.
  case emptyOfAnotherType
  /// A number with a fraction where an integer is wanted.
  case fraction
  case blank
  case emptyEnum
  /// The index of the allowed value that was probably meant; nil when none is near.
  case invalidEnum(suggestion: Int?)
  case emptyFormat
  case invalidFormat(FormatReason)
  case outOfRange
}
