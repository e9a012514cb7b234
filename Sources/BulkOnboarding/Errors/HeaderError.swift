/// One thing that is wrong with a header, or with an option that concerns it.
public enum HeaderError: Error, Equatable, Sendable {
  case unknownColumn(name: String, suggestion: String?)
  case unnamedColumn(number: Int)
  /// Text stands between a closing quote and the next delimiter.
  case textAfterQuote
  case tooManyColumns(Int, maximum: Int)
  /// Two columns become one field or one member.
  case twice(target: String, columns: [String])
  /// A column becomes a field, and another one a member of it.
  case fieldAndMember(field: String, columns: [String])
  /// A dot under a field that is no object.
  case noObject(name: String, field: String)
  /// An option names a column that is not there.
  case noColumn(option: String, name: String, suggestion: String?)
  case unknownTarget(column: String, target: String, suggestion: String?)
  /// An option is for cells, and the rows of the file have none.
  case noCells(option: String)
  /// Two texts are to stand for one text of a column.
  case twoValues(name: String)

  /// The error in a line, with the user's texts escaped by `show`.
  public func message(_ show: (String) -> String) -> String {
    func list(_ columns: [String]) -> String { columns.map { "\"\(show($0))\"" }.joined(separator: ", ") }
    func near(_ suggestion: String?) -> String { suggestion.map { " (did you mean \(show($0))?)" } ?? "" }
    return switch self {
    case .unknownColumn(let name, let suggestion): "the column \"\(show(name))\" is no field\(near(suggestion))"
    case .unnamedColumn(let number): "column \(number) has no name"
    case .tooManyColumns(let count, let maximum): "\(count) columns are more than \(maximum)"
    case .textAfterQuote: "text stands behind a name in quotes: --delimiter says what stands between two names"
    case .twice(let target, let columns): "\(columns.count) columns become \(show(target)): \(list(columns))"
    case .fieldAndMember(let field, let columns):
      "\(show(field)) has a column, and so have members of it: \(list(columns))"
    case .noObject(let name, let field): "the column \"\(show(name))\" has a dot, but \(field) is no object"
    case .noColumn(let option, let name, let suggestion):
      "\(option): there is no column \"\(show(name))\"\(near(suggestion))"
    case .unknownTarget(let column, let target, let suggestion):
      "--map: \"\(show(target))\", for the column \"\(show(column))\", is no field\(near(suggestion))"
    case .noCells(let option): "\(option) is for cells, and rows of JSON have none"
    case .twoValues(let name): "--map-value: a text of \"\(show(name))\" has two values"
    }
  }

  /// What to do about errors of a header.
  public static let remedy = "Use --map COLUMN=FIELD or --ignore COLUMN, or correct the header."
}
