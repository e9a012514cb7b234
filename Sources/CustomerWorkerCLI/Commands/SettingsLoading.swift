import Kafka
import Settings

/// Reads the settings for a command: its flags, the environment and the file.
struct SettingsLoading {
  let environment: ProgramEnvironment
  let invocation: Invocation

  /// Every fault at once; nothing is told yet.
  func load() throws(SettingsErrors) -> LoadedSettings {
    try WorkerSettings.load(
      flags: invocation.settingFlags, environment: environment.variables, file: invocation.text(of: .config))
  }

  /// The same with librdkafka's word on every property that is for it.
  func loadForKafka() throws(SettingsErrors) -> LoadedSettings {
    let loaded = try load()
    let faults = Self.propertyFaults(loaded)
    if !faults.isEmpty { throw SettingsErrors(faults) }
    return loaded
  }

  private static func propertyFaults(_ loaded: LoadedSettings) -> [SettingError] {
    let kafka = loaded.settings.kafka
    let tables = [
      ("kafka.properties", kafka.properties), ("kafka.consumerProperties", kafka.consumerProperties),
      ("kafka.producerProperties", kafka.producerProperties),
    ]
    var faults: [SettingError] = []
    for (key, properties) in tables {
      for (name, value) in properties.sorted(by: { $0.key < $1.key }) {
        var configuration = ClientConfiguration()
        do {
          try configuration.set(name, value)
        } catch {
          faults.append(fault(error, loaded.source(of: key, property: name), "\(key).\(name)"))
        }
      }
    }
    return faults
  }

  private static func fault(_ error: ConfigurationError, _ source: SettingSource, _ key: String) -> SettingError {
    let remedy =
      error.isUnknownProperty
      ? "take it out, or use a newer librdkafka than \(Librdkafka.version)"
      : "see what librdkafka \(Librdkafka.version) says of it in CONFIGURATION.md"
    return SettingError(source: source, key: key, problem: "is refused by librdkafka: \(error.reason)", remedy: remedy)
  }
}
