internal import CustomerContract

/// What the cells of a column are expected to be, by the field that they become.
struct InspectedColumn {
  enum Use: Equatable {
    /// A string of one line.
    case line
    /// A string that may go over several lines.
    case lines
    /// The name of a postal code tells of cells that should be equally long.
    case postalCode
    case uri
    case dateTime
    case number
    case boolean
    case enumeration([[UInt8]])
  }

  let column: Int
  let use: Use
  let conversion: CellConversion?
  /// Whether no two customers should have one value.
  let isUnique: Bool

  /// - Returns: nil for a column that is left out, and for one of JSON.
  init?(_ plan: ColumnPlan, column: Int, table: FieldTable = .customer) {
    guard let target = plan.targets[column], !target.isJSON, let field = table.field(named: target.path[0]) else {
      return nil
    }
    self.column = column
    let name = HeaderMatcher.letters(target.path.last ?? "")
    if target.path.count > 1 {
      use = Self.postalNames.contains(where: name.contains) ? .postalCode : .lines
    } else {
      use =
        switch field.type {
        case .text: .line
        case .string: field.name == "notesSummary" ? .lines : .line
        case .formatted(.dateTime): .dateTime
        case .formatted(.uri): .uri
        case .formatted(.email): .line
        case .enumeration(let values): .enumeration(values.map { Array($0.utf8) })
        case .integer, .unknown: .number
        case .boolean: .boolean
        case .object: .lines
        }
    }
    conversion = CellConversion(plan.cells, column: column, isDateTime: use == .dateTime, isNumber: use == .number)
    isUnique = target.path == ["accountNumber"] || target.path == ["primaryEmail"]
  }

  private static let postalNames = ["zip", "postal", "postcode", "plz", "postleitzahl"]

  var isText: Bool {
    switch use {
    case .line, .lines, .postalCode: true
    case .uri, .dateTime, .number, .boolean, .enumeration: false
    }
  }
}
