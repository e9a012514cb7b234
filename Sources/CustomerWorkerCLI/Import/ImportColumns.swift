import BulkOnboarding
import Platform

/// What the options of `import`, or the mapping file that they name, say of columns and cells.
struct ImportColumns {
  /// The options that a mapping file speaks in the stead of.
  static let own: [OptionEntry] = [.map, .ignore, .keyColumn, .dates, .timeZone, .decimal, .mapValue]

  let invocation: Invocation
  let zones: TimeZoneDatabase

  /// - Parameter variables: `TZDIR` is the folder with the time zones where it is set (tzset(3)).
  init(_ invocation: Invocation, variables: [String: String]) {
    self.invocation = invocation
    zones = TimeZoneDatabase(variables["TZDIR"] ?? TimeZoneDatabase.usualFolder)
  }

  func options() throws -> ColumnOptions {
    if let path = invocation.text(of: .mapping) { return try mapping(path) }
    return ColumnOptions(
      mapped: invocation.pairs(of: .map).map { .init(column: $0.name, target: $0.value) },
      ignored: invocation.texts(of: .ignore), keyColumn: invocation.text(of: .keyColumn), dates: try dates(),
      decimal: invocation.text(of: .decimal).flatMap(DecimalMark.init) ?? .point,
      values: try invocation.texts(of: .mapValue).map(Self.value))
  }

  private func mapping(_ path: String) throws -> ColumnOptions {
    if let other = Self.own.first(where: { invocation.has($0) }) {
      throw UsageError(
        "import: --mapping and --\(other.name) both speak of columns; write it into the mapping file",
        seeHelpOf: .importRows)
    }
    do throws(ColumnMappingError) {
      return try ColumnMapping(reading: path).options(zones)
    } catch {
      throw MappingFileError(path: path, error: error)
    }
  }

  private func dates() throws(UsageError) -> DateRule? {
    switch (invocation.text(of: .dates), invocation.text(of: .timeZone)) {
    case (nil, nil): return nil
    case (let text?, let zone?):
      let pattern: DatePattern
      do throws(DatePatternError) {
        pattern = try DatePattern(text)
      } catch {
        throw UsageError(
          "import: --dates \"\(text.printable())\" \(error.message { $0.printable() })", seeHelpOf: .importRows)
      }
      do throws(TimeZoneError) {
        return DateRule(pattern: pattern, timeZone: try zones.rules(of: zone))
      } catch {
        throw UsageError("import: --time-zone: \(error.message { $0.printable() })", seeHelpOf: .importRows)
      }
    case (_?, nil):
      throw UsageError(
        "import: --dates needs --time-zone, the zone of the clocks that the dates are of: Europe/Berlin, or UTC",
        seeHelpOf: .importRows)
    case (nil, _?):
      throw UsageError("import: --time-zone is for --dates, and there is none", seeHelpOf: .importRows)
    }
  }

  /// Reads `NAME:TEXT=VALUE`; a name with a colon in it must be given by its field.
  private static func value(_ text: String) throws(UsageError) -> ColumnOptions.MappedValue {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let pair = parts.last?.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false) ?? []
    guard parts.count == 2, pair.count == 2, !parts[0].isEmpty, !pair[0].isEmpty else {
      throw UsageError(
        "import: --map-value must be COLUMN:TEXT=VALUE, not \"\(text.printable())\"", seeHelpOf: .importRows)
    }
    return .init(name: String(parts[0]), text: String(pair[0]), value: String(pair[1]))
  }
}

/// A mapping file that cannot be used or written: nothing is sent.
struct MappingFileError: ProgramError, Equatable {
  let path: String
  let error: ColumnMappingError

  var text: String {
    "\(CommandTable.program): \(path.printable(maximum: 200)) \(error.message { $0.printable(maximum: 200) })\n"
  }

  var exitCode: ExitCode { .noInput }
}
