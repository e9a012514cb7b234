/// What the user says of columns.
public struct ColumnOptions: Equatable, Sendable {
  /// `--map COLUMN=FIELD`
  public struct Mapped: Equatable, Sendable {
    public let column: String
    public let target: String

    public init(column: String, target: String) { (self.column, self.target) = (column, target) }
  }

  public var mapped: [Mapped]
  public var ignored: [String]
  /// The column with the rows' keys; of NDJSON the member, with dots on the way to a nested one.
  public var keyColumn: String?

  public init(mapped: [Mapped] = [], ignored: [String] = [], keyColumn: String? = nil) {
    (self.mapped, self.ignored, self.keyColumn) = (mapped, ignored, keyColumn)
  }
}
