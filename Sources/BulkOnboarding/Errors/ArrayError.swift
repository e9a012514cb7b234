/// What is wrong with a file that is a JSON array.
public enum ArrayError: Error, Equatable, Sendable {
  /// The file does not begin with an opening bracket.
  case noArray
  case notObject
  /// A comma is the last thing before the closing bracket.
  case noElement
  /// Neither a comma nor the closing bracket follows an element.
  case noComma
  /// Brackets inside an element do not pair, so that nobody can say where it ends.
  case unpairedBrackets
  /// An element is longer than so many bytes.
  case tooLarge(Int)
  case endsTooEarly
  /// Something stands behind the closing bracket.
  case textBehind

  /// The error as it goes on behind the file's name, and the remedy.
  ///
  /// - Parameter row: the number of the element that is at fault, from 1; of what follows an element, the element's.
  func lines(_ row: Int) -> [String] {
    switch self {
    case .noArray: ["is no JSON array", "Leave --format json out for commands on lines of their own."]
    case .notObject: ["element \(row) is no object", "Each element of the array must be a command."]
    case .noElement: ["element \(row) is missing: a comma stands before the closing bracket"]
    case .noComma: ["element \(row) is followed by neither a comma nor the closing bracket"]
    case .unpairedBrackets: ["element \(row) is no JSON: its brackets do not pair"]
    case .tooLarge(let bytes): ["element \(row) is longer than \(bytes) bytes (limits.commandBytes)"]
    case .endsTooEarly: ["ends before the closing bracket of the array; elements before that: \(row)"]
    case .textBehind: ["goes on behind the closing bracket of the array"]
    }
  }
}
