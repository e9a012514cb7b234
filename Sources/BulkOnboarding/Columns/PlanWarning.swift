internal import CustomerContract

/// Something about a plan that is no error, and that its user may not have meant.
public enum PlanWarning: Equatable, Sendable {
  /// Every command must have the field, and no column becomes it.
  case noColumn(field: String)
  /// The rows' keys, which stand in headers and in logs of others, are personal data.
  case personalKey(column: String)

  public func message(_ show: (String) -> String) -> String {
    switch self {
    case .noColumn(let field): "no column becomes \(field), which every command must have"
    case .personalKey(let column):
      "--key-column \(show(column)) makes personal data the key and a header of every record"
    }
  }
}

extension ImportPlan {
  public var warnings: [PlanWarning] {
    var warnings: [PlanWarning] = []
    if let columns {
      let fields = Set(columns.targets.compactMap { $0?.path.first })
      for field in FieldTable.customer.fields where field.mustBePresent && !fields.contains(field.name) {
        warnings.append(.noColumn(field: field.name))
      }
    }
    let key = keyMember ?? columns?.keyColumn.map { columns?.targets[$0]?.path.first ?? columns?.names[$0] ?? "" }
    let personal = ["primaryEmail", "primaryPhone", "faxNumber", "legalName", "displayName"].map(HeaderMatcher.letters)
    if let key, personal.contains(HeaderMatcher.letters(key.split(separator: ".").last ?? "")) {
      warnings.append(.personalKey(column: keyMember ?? columns?.keyColumn.flatMap { columns?.names[$0] } ?? key))
    }
    return warnings
  }
}
