internal import CustomerContract

/// What the cells of a column are expected to be, by the field that they become.
struct InspectedColumn {
  enum Use {
    /// A string of one line.
    case line
    /// A string that may go over several lines.
    case lines
    /// A string that is as long in every row: the name of its member is one of a postal code.
    case postalCode
    case uri
    case dateTime
    case number
    case boolean
    case enumeration

    var isText: Bool {
      switch self {
      case .line, .lines, .postalCode: true
      case .uri, .dateTime, .number, .boolean, .enumeration: false
      }
    }
  }

  let column: Int
  let use: Use
  /// The values of an enumeration.
  let values: [[UInt8]]
  let conversion: CellConversion?
  /// The field that the column becomes.
  let field: String

  /// - Returns: nil for a column that is left out, and for one of JSON.
  init?(_ plan: ColumnPlan, column: Int, table: FieldTable = .customer) {
    guard let target = plan.targets[column], !target.isJSON, let field = table.field(named: target.path[0]) else {
      return nil
    }
    self.column = column
    self.field = field.name
    use = Self.use(of: target, field)
    if case .enumeration(let values) = field.type { self.values = values.map { Array($0.utf8) } } else { values = [] }
    conversion = CellConversion(plan.cells, column: column, isDateTime: use == .dateTime, isNumber: use == .number)
  }

  private static let postalNames = ["zip", "postal", "postcode", "plz", "postleitzahl"]

  private static func use(of target: ColumnTarget, _ field: Field) -> Use {
    if target.path.count > 1 {
      let name = HeaderMatcher.letters(target.path.last ?? "")
      return postalNames.contains(where: name.contains) ? .postalCode : .lines
    }
    return switch field.type {
    case .text, .formatted(.email): .line
    case .string: field.name == "notesSummary" ? .lines : .line
    case .formatted(.dateTime): .dateTime
    case .formatted(.uri): .uri
    case .enumeration: .enumeration
    case .integer, .unknown: .number
    case .boolean: .boolean
    case .object: .lines
    }
  }
}
