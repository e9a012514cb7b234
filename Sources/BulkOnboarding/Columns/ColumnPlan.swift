/// What each column of a file becomes. It stands in the record that opens an import.
public struct ColumnPlan: Equatable, Sendable, Codable {
  /// The names in the header.
  public let names: [String]
  /// By column; nil for a column that is left out.
  public let targets: [ColumnTarget?]
  /// The column with the rows' keys.
  public let keyColumn: Int?
  /// The columns up to the last one of the user's that has a name; what stands behind it belongs to no column.
  let namedColumns: Int
  /// The column from which on a result file of an earlier import has added its own; the number of columns when it has not.
  let ownColumns: Int
  /// The end of the header and of its line: where the first row begins.
  let headerEnd: FilePosition
  /// What the user says of cells; nil where each is taken as it is.
  public let cells: CellRules?

  /// The name of a column, by its number from 1.
  func name(ofColumn column: Int) -> String? { column <= names.count ? names[column - 1] : nil }

  /// The columns that become one field, by the field's name.
  public func names(ofField field: String) -> [String] {
    zip(names, targets).filter { $1?.path.first == field }.map(\.0)
  }
}
