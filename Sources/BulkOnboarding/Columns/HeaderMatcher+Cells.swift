internal import CustomerContract

extension HeaderMatcher {
  /// The rules for cells that the user's options mean; nil when there are none.
  func cellRules(
    _ names: [String], _ targets: [ColumnTarget?], _ errors: inout [HeaderError]
  ) -> CellRules? {
    var values: [Int: [String: String]] = [:]
    for mapped in options.values {
      guard let column = Self.column(mapped.name, names, targets) else {
        let known = zip(names, targets).filter { $1 != nil }.map(\.0)
        let near = Suggestions(known).nearest(to: mapped.name)
        errors.append(.noColumn(option: options.source("--map-value"), name: mapped.name, suggestion: near))
        continue
      }
      let before = values[column, default: [:]].updateValue(mapped.value, forKey: mapped.text)
      if let before, before != mapped.value { errors.append(.twoValues(name: mapped.name)) }
    }
    if options.dates == nil, options.decimal == .point, values.isEmpty { return nil }
    return CellRules(dates: options.dates, decimal: options.decimal, values: values)
  }

  /// The column that has a name, or that becomes a field or a member of it; columns that are left out are none.
  private static func column(_ name: String, _ names: [String], _ targets: [ColumnTarget?]) -> Int? {
    func first(_ isMeant: (Int) -> Bool) -> Int? { names.indices.first { targets[$0] != nil && isMeant($0) } }
    return first { names[$0] == name } ?? first { letters(names[$0]) == letters(name) }
      ?? first { letters(targets[$0]?.path.joined(separator: ".") ?? "") == letters(name) }
  }
}
