/// A mapping file: what becomes of the columns of a kind of file, to be used for the next one again.
///
/// One JSON object. It says all that an import knows of columns and cells but the file's own form: its format, delimiter and encoding.
public struct ColumnMapping: Equatable, Sendable {
  static let version = 1

  /// By the name of a column, what it becomes as in `--map`; nil for one that is left out.
  var columns: [String: String?] = [:]
  var keyColumn: String?
  /// The pattern of dates.
  var dates: String?
  /// The name of the zone of dates.
  var timeZone: String?
  var decimal: DecimalMark?
  /// By the name of a column or field: texts, and the texts that stand for them.
  var values: [String: [String: String]] = [:]

  init() {}

  /// The mapping that makes the same commands of another file with the same columns.
  public init(_ plan: ImportPlan) throws(ColumnMappingError) {
    keyColumn = plan.keyMember
    guard let plan = plan.columns else { return }
    for (index, (name, target)) in zip(plan.names, plan.targets).enumerated() {
      // Columns that a result file has added are left out anyway, and so are those without a name.
      if target == nil, index >= plan.namedColumns || HeaderMatcher.ownColumns.contains(HeaderMatcher.letters(name)) {
        continue
      }
      guard columns.updateValue(target?.text, forKey: name) == nil else { throw .twoColumns(name) }
    }
    keyColumn = plan.keyColumn.map { plan.names[$0] }
    guard let cells = plan.cells else { return }
    dates = cells.dates?.pattern.text
    timeZone = cells.dates?.timeZone.name
    decimal = cells.decimal == .point ? nil : cells.decimal
    for (column, texts) in cells.values { values[plan.names[column]] = texts }
  }

  /// What the mapping says, as if each of it were an option.
  ///
  /// - Parameter zones: where the rules of its time zone are found.
  public func options(_ zones: TimeZoneDatabase) throws(ColumnMappingError) -> ColumnOptions {
    var options = ColumnOptions(keyColumn: keyColumn, decimal: decimal ?? .point)
    options.isFromFile = true
    for (name, target) in columns.sorted(by: { $0.key < $1.key }) {
      if let target {
        options.mapped.append(.init(column: name, target: target))
      } else {
        options.ignored.append(name)
      }
    }
    for (name, texts) in values.sorted(by: { $0.key < $1.key }) {
      for (text, value) in texts.sorted(by: { $0.key < $1.key }) {
        options.values.append(.init(name: name, text: text, value: value))
      }
    }
    switch (dates, timeZone) {
    case (nil, nil): break
    case (let dates?, let timeZone?): options.dates = try Self.rule(dates, timeZone, zones)
    default: throw .datesWithoutZone
    }
    return options
  }

  private static func rule(
    _ dates: String, _ timeZone: String, _ zones: TimeZoneDatabase
  ) throws(ColumnMappingError) -> DateRule {
    let pattern: DatePattern
    do throws(DatePatternError) {
      pattern = try DatePattern(dates)
    } catch {
      throw .dates(dates, error)
    }
    do throws(TimeZoneError) {
      return DateRule(pattern: pattern, timeZone: try zones.rules(of: timeZone))
    } catch {
      throw .timeZone(error)
    }
  }
}

/// The reason why a mapping file cannot be used or written.
public enum ColumnMappingError: Error, Equatable, Sendable {
  /// The system's reason.
  case unreadable(String)
  /// The file is not JSON, or one of its values is none that may stand there.
  case notMapping(String)
  case unknownMember(String, suggestion: String?)
  case newer(version: Int)
  case dates(String, DatePatternError)
  case timeZone(TimeZoneError)
  case datesWithoutZone
  /// Two columns of the file have one name, by which a mapping cannot tell them apart.
  case twoColumns(String)
  /// Another mapping is under the name already.
  case exists
  case cannotWrite(String)

  /// What is wrong and what to do, in one line that goes on behind the file's name.
  public func message(_ show: (String) -> String) -> String {
    switch self {
    case .unreadable(let reason): "cannot be read: \(reason)"
    case .notMapping(let reason): "is no mapping file: \(show(reason))"
    case .unknownMember(let name, let suggestion):
      "has a member \"\(show(name))\", which means nothing" + (suggestion.map { " (did you mean \($0)?)" } ?? "")
    case .newer(let version): "has the version \(version); use the program that wrote it, or a newer one"
    case .dates(let pattern, let error): "dates: \"\(show(pattern))\" \(error.message(show))"
    case .timeZone(let error): "timeZone: \(error.message(show))"
    case .datesWithoutZone: "must have dates and timeZone, or neither"
    case .twoColumns(let name):
      "is not written: two columns have the name \"\(show(name))\"; give them names of their own"
    case .exists: "is there already, with another mapping; give --write-mapping another name"
    case .cannotWrite(let reason): "cannot be written: \(reason)"
    }
  }
}
