/// The settings, and where each value stands.
public struct LoadedSettings: Sendable {
  public let settings: WorkerSettings
  private let sources: [SettingLocation: SettingSource]

  init(settings: WorkerSettings, sources: [SettingLocation: SettingSource]) {
    self.settings = settings
    self.sources = sources
  }

  /// - Parameter property: the name of a property of librdkafka, for the settings that hold those.
  public func source(of key: String, property: String? = nil) -> SettingSource {
    sources[SettingLocation(key: key, property: property)] ?? .default
  }

  /// Every setting in the order of the table, each property by itself.
  public var effectiveValues: [EffectiveValue] {
    Setting.all.flatMap { setting in
      if case .properties(let path) = setting.type, !settings[keyPath: path].isEmpty {
        return settings[keyPath: path].sorted { $0.key < $1.key }.map { name, value in
          effectiveValue(
            SettingLocation(key: setting.key, property: name), value, isSecret: PropertyName.isSecret(name))
        }
      }
      return [effectiveValue(SettingLocation(key: setting.key), setting.type.text(in: settings), isSecret: false)]
    }
  }

  private func effectiveValue(_ location: SettingLocation, _ value: String, isSecret: Bool) -> EffectiveValue {
    let source = source(of: location.key, property: location.property)
    return EffectiveValue(
      key: location.description, value: isSecret || source.isSecretFile ? "(hidden)" : DisplayedValue.line(value),
      source: source)
  }
}
