/// The types of JSON values.
enum JSONKind: Int, CaseIterable {
  case object, array, string, number, boolean, null

  /// The type of a valid value, by its first byte.
  init(firstByte: UInt8) {
    self =
      switch firstByte {
      case UInt8(ascii: "{"): .object
      case UInt8(ascii: "["): .array
      case UInt8(ascii: "\""): .string
      case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
      case UInt8(ascii: "n"): .null
      default: .number
      }
  }

  /// The type in the words of a message.
  var phrase: String {
    switch self {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .boolean: "a boolean"
    case .null: "null"
    }
  }
}
