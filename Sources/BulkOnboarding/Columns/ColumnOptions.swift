/// What the user says of columns.
public struct ColumnOptions: Equatable, Sendable {
  /// `--map COLUMN=FIELD`
  public struct Mapped: Equatable, Sendable {
    public let column: String
    public let target: String

    public init(column: String, target: String) { (self.column, self.target) = (column, target) }
  }

  /// `--map-value NAME:TEXT=VALUE`
  public struct MappedValue: Equatable, Sendable {
    /// The name of a column, or of the field or member that a column becomes.
    public let name: String
    public let text: String
    /// The text that stands for the other one; empty to leave the cell out.
    public let value: String

    public init(name: String, text: String, value: String) {
      (self.name, self.text, self.value) = (name, text, value)
    }
  }

  public var mapped: [Mapped]
  public var ignored: [String]
  /// The column with the rows' keys; of JSON the member, with dots on the way to a nested one.
  public var keyColumn: String?
  /// How date-times are read; nil takes them as they are.
  public var dates: DateRule?
  public var decimal: DecimalMark
  public var values: [MappedValue]
  /// Whether a mapping file says all of this, and not options of their own.
  public var isFromFile = false

  public init(
    mapped: [Mapped] = [], ignored: [String] = [], keyColumn: String? = nil, dates: DateRule? = nil,
    decimal: DecimalMark = .point, values: [MappedValue] = []
  ) {
    (self.mapped, self.ignored, self.keyColumn) = (mapped, ignored, keyColumn)
    (self.dates, self.decimal, self.values) = (dates, decimal, values)
  }

  /// The option that a user finds a fault in.
  func source(_ option: String) -> String { isFromFile ? "--mapping" : option }

  /// The options that mean something only where rows have cells, by their names.
  var optionsForCells: [String] {
    (dates == nil ? [] : [source("--dates")]) + (decimal == .point ? [] : [source("--decimal")])
  }
}
