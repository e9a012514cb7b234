/// One thing that is wrong with a header, or with an option that concerns it.
public enum HeaderError: Error, Equatable, Sendable {
  case unknownColumn(name: String, suggestion: String?)
  case unnamedColumn(number: Int)
  /// Two columns become one field or one member.
  case twice(target: String, columns: [String])
  /// A column becomes a field, and another one a member of it.
  case fieldAndMember(field: String, columns: [String])
  /// A dot under a field that is no object.
  case noObject(name: String, field: String)
  /// An option names a column that is not there.
  case noColumn(option: String, name: String, suggestion: String?)
  case unknownTarget(column: String, target: String, suggestion: String?)

  /// The error and the remedy in a line, with the user's texts escaped by `show`.
  public func message(_ show: (String) -> String) -> String {
    func list(_ columns: [String]) -> String { columns.map { "\"\(show($0))\"" }.joined(separator: ", ") }
    func near(_ suggestion: String?) -> String { suggestion.map { "; did you mean \(show($0))?" } ?? "" }
    return switch self {
    case .unknownColumn(let name, let suggestion):
      "the column \"\(show(name))\" is no field\(near(suggestion)) Use --map \"\(show(name))=FIELD\" or --ignore \"\(show(name))\"."
    case .unnamedColumn(let number):
      "column \(number) has no name in the header; give it one, or delete the column"
    case .twice(let target, let columns):
      "the columns \(list(columns)) all become \(show(target)); use --map or --ignore for all but one"
    case .fieldAndMember(let field, let columns):
      "\(show(field)) has a column of its own and columns of its members: \(list(columns)); use --ignore for one or the others"
    case .noObject(let name, let field):
      "the column \"\(show(name))\" has a dot, but the field \(field) is no object; use --map or --ignore"
    case .noColumn(let option, let name, let suggestion):
      "\(option) names the column \"\(show(name))\", which the header does not have\(near(suggestion))"
    case .unknownTarget(let column, let target, let suggestion):
      "--map gives the column \"\(show(column))\" to \"\(show(target))\", which is no field\(near(suggestion))"
    }
  }
}
