/// What the user says of cells beyond what they show. It stands in the record that opens an import.
public struct CellRules: Equatable, Sendable, Codable {
  /// How date-times are read; nil takes them as they are.
  public let dates: DateRule?
  public let decimal: DecimalMark
  /// By column: the texts that are replaced, and by what; an empty one leaves the cell out.
  public let values: [Int: [String: String]]

  public init(dates: DateRule? = nil, decimal: DecimalMark = .point, values: [Int: [String: String]] = [:]) {
    (self.dates, self.decimal, self.values) = (dates, decimal, values)
  }
}
