/// The settings, and the source of each value.
public struct LoadedSettings: Sendable {
  public let settings: WorkerSettings
  private let sources: [SettingLocation: SettingSource]

  init(settings: WorkerSettings, sources: [SettingLocation: SettingSource]) {
    self.settings = settings
    self.sources = sources
  }

  /// The source of a setting's value, or of a property's in a setting that holds those.
  public func source(of key: String, property: String? = nil) -> SettingSource {
    sources[SettingLocation(key: key, property: property)] ?? .default
  }

  /// Every property of librdkafka, in the order of the table of settings and then by name.
  public var properties: [SuppliedProperty] {
    Setting.all.flatMap { setting -> [SuppliedProperty] in
      guard case .properties(let path) = setting.type else { return [] }
      return settings[keyPath: path].sorted { $0.key < $1.key }.map { name, value in
        SuppliedProperty(
          setting: setting.key, name: name, value: value, source: source(of: setting.key, property: name))
      }
    }
  }

  /// The properties of one kind of client; of two with the same name the last one counts.
  func properties(for client: WorkerSettings.Kafka.Client) -> [SuppliedProperty] {
    let other = client == .consumer ? "kafka.producerProperties" : "kafka.consumerProperties"
    return properties.filter { $0.setting != other }
  }

  /// Every setting in the order of the table, each property by itself.
  public var effectiveValues: [EffectiveValue] {
    let properties = Dictionary(grouping: properties, by: \.setting)
    return Setting.all.flatMap { setting in
      if let properties = properties[setting.key] { return properties.map(EffectiveValue.init) }
      let source = source(of: setting.key)
      let text = setting.type.text(in: settings)
      return [
        EffectiveValue(
          key: setting.key, value: source.isSecretFile ? EffectiveValue.hidden : DisplayedValue.line(text),
          source: source)
      ]
    }
  }
}
