/// What the user says of one column's cells: texts that stand for others, dates in a pattern, numbers with a comma.
struct CellConversion {
  private let values: [[UInt8]: [UInt8]]
  /// nil where the column's cells are no date-times.
  private let dates: DateRule?
  private let hasCommas: Bool

  /// What a cell is taken for.
  enum Result: Equatable {
    /// The cell is taken as if it held these bytes; when there are none the field is absent.
    case text([UInt8])
    /// The cell is a string, whatever it looks like.
    case string([UInt8])
  }

  /// - Returns: nil where the rules do not concern the column.
  init?(_ rules: CellRules?, column: Int, isDateTime: Bool, isNumber: Bool) {
    guard let rules else { return nil }
    let values = rules.values[column] ?? [:]
    dates = isDateTime ? rules.dates : nil
    hasCommas = isNumber && rules.decimal == .comma
    if values.isEmpty, dates == nil, !hasCommas { return nil }
    self.values = Dictionary(values.map { (Array($0.utf8), Array($1.utf8)) }) { first, _ in first }
  }

  /// The most bytes that the text of a cell may become, when it does not stay as long as it is or become shorter.
  var bytesMaximum: Int { max(DateRule.dateTimeBytes, values.values.map(\.count).max() ?? 0) }

  func convert(_ cell: [UInt8]) -> Result {
    let text = values[cell] ?? cell
    if let dateTime = dates?.dateTime(text) { return .text(dateTime) }
    guard hasCommas, text.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }) else {
      return .text(text)
    }
    // `1.5` is a number of JSON, and not what its writer meant.
    return DecimalMark.number(withComma: text).map { .text($0) } ?? .string(text)
  }
}
