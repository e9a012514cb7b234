/// The settings while the sources are applied to them, the weakest first.
struct SettingsResolver {
  private var settings = WorkerSettings()
  private var origins: [SettingLocation: SettingSource] = [:]
  private var faults: [SettingError] = []

  mutating func apply(_ reading: ParsedInput) {
    faults += reading.faults
    for value in reading.values {
      do throws(ValueError) {
        try value.setting.type.write(value.content, into: &settings)
        origins[value.place] = value.origin
      } catch {
        faults.append(fault(error, of: value))
      }
    }
  }

  /// - Throws: every fault; values that do not go together are looked for among those that are right by themselves.
  func loaded() throws(SettingsErrors) -> LoadedSettings {
    let loaded = LoadedSettings(settings: settings, origins: origins)
    let wrong = Set(faults.map(\.key))
    let conflicts = CrossCheck.all.compactMap { wrong.isDisjoint(with: $0.keys) ? $0.fault(in: loaded) : nil }
    let all = faults + conflicts + PropertyCheck.faults(in: loaded)
    if !all.isEmpty { throw SettingsErrors(Self.inOrder(all)) }
    return loaded
  }

  /// Those of the file first, as they stand in it; the others in the order in which they were found.
  private static func inOrder(_ faults: [SettingError]) -> [SettingError] {
    faults.enumerated().map { number, fault in
      if case .file(_, let line, let column) = fault.origin { return ((line, column, number), fault) }
      return ((Int.max, 0, number), fault)
    }
    .sorted { $0.0 < $1.0 }.map(\.1)
  }

  private func fault(_ fault: ValueError, of value: SuppliedValue) -> SettingError {
    var problem = fault.problem
    if let shown = fault.value, !value.origin.isSecretFile { problem += ", not \"\(DisplayedValue.line(shown))\"" }
    return SettingError(
      origin: value.origin, key: value.place.description, problem: problem, remedy: fault.remedy ?? value.setting.remedy
    )
  }
}
