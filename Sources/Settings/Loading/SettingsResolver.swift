/// The settings while the sources are applied to them, the weakest first.
struct SettingsResolver {
  private var settings = WorkerSettings()
  private var sources: [SettingLocation: SettingSource] = [:]
  private var errors: [SettingError] = []

  mutating func apply(_ input: ParsedInput) {
    errors += input.errors
    for value in input.values {
      do throws(ValueError) {
        try value.setting.type.write(value.content, into: &settings)
        sources[value.location] = value.source
      } catch {
        errors.append(Self.error(error, of: value))
      }
    }
  }

  /// The resolved settings.
  ///
  /// - Throws: every error; values that do not go together are looked for among those that are right by themselves.
  func loaded() throws(SettingsErrors) -> LoadedSettings {
    let loaded = LoadedSettings(settings: settings, sources: sources)
    let wrong = Set(errors.map(\.key))
    let conflicts = CrossCheck.all.compactMap { wrong.isDisjoint(with: $0.keys) ? $0.error(in: loaded) : nil }
    let all = errors + conflicts + PropertyCheck.errors(in: loaded)
    if !all.isEmpty { throw SettingsErrors(Self.inOrder(all)) }
    return loaded
  }

  /// The errors of the file first, from its top to its end; the others in the order in which they were found.
  private static func inOrder(_ errors: [SettingError]) -> [SettingError] {
    errors.enumerated().map { number, error in
      if case .file(_, let line, let column) = error.source { return ((line, column, number), error) }
      return ((Int.max, 0, number), error)
    }
    .sorted { $0.0 < $1.0 }.map(\.1)
  }

  private static func error(_ error: ValueError, of value: SuppliedValue) -> SettingError {
    var problem = error.problem
    if let shown = error.value, !value.source.isSecretFile { problem += ", not \"\(DisplayedValue.line(shown))\"" }
    return SettingError(
      source: value.source, key: value.location.description, problem: problem,
      remedy: error.remedy ?? value.setting.remedy)
  }
}
