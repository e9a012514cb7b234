import Kafka
import Settings

/// Reads the settings for a command: its flags, the environment and the file.
struct SettingsLoading {
  let surroundings: Surroundings
  let invocation: Invocation

  /// Every fault at once; nothing is told yet.
  func load() throws(SettingsFaults) -> LoadedSettings {
    try WorkerSettings.load(
      flags: invocation.settingFlags, environment: surroundings.environment, file: invocation.text(of: .config))
  }

  /// The same with librdkafka's word on every property that is for it.
  func loadForKafka() throws(SettingsFaults) -> LoadedSettings {
    let loaded = try load()
    let faults = Self.propertyFaults(loaded)
    if !faults.isEmpty { throw SettingsFaults(faults) }
    return loaded
  }

  private static func propertyFaults(_ loaded: LoadedSettings) -> [SettingFault] {
    let kafka = loaded.settings.kafka
    let tables = [
      ("kafka.properties", kafka.properties), ("kafka.consumerProperties", kafka.consumerProperties),
      ("kafka.producerProperties", kafka.producerProperties),
    ]
    var faults: [SettingFault] = []
    for (key, properties) in tables {
      for (name, value) in properties.sorted(by: { $0.key < $1.key }) {
        var configuration = ClientConfiguration()
        do {
          try configuration.set(name, value)
        } catch {
          faults.append(fault(error, loaded.origin(of: key, property: name), "\(key).\(name)"))
        }
      }
    }
    return faults
  }

  private static func fault(_ error: ConfigurationError, _ origin: SettingOrigin, _ key: String) -> SettingFault {
    let remedy =
      error.isUnknownProperty
      ? "take it out, or use a newer librdkafka than \(Librdkafka.version)"
      : "see what librdkafka \(Librdkafka.version) says of it in CONFIGURATION.md"
    return SettingFault(origin: origin, key: key, problem: "is refused by librdkafka: \(error.reason)", remedy: remedy)
  }
}
