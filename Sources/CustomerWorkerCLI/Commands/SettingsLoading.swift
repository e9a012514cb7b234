import Kafka
import Settings

/// Reads the settings for a command: its flags, the environment and the file.
struct SettingsLoading {
  let environment: ProgramEnvironment
  let invocation: Invocation

  /// The settings, or every fault of them at once.
  func load() throws(SettingsErrors) -> LoadedSettings {
    try WorkerSettings.load(
      flags: invocation.settingFlags, environment: environment.variables, file: invocation.text(of: .config))
  }

  /// The settings, once librdkafka has taken every property that is for it.
  func loadForKafka() throws(SettingsErrors) -> LoadedSettings {
    let loaded = try load()
    let errors = loaded.properties.compactMap(Self.refusal)
    if !errors.isEmpty { throw SettingsErrors(errors) }
    return loaded
  }

  private static func refusal(of property: SuppliedProperty) -> SettingError? {
    var configuration = ClientConfiguration()
    do throws(ConfigurationError) {
      try configuration.set(property.name, property.value)
      return nil
    } catch {
      let reason = property.isSecret ? error.reason : error.reason.replacing("…", with: property.value)
      return SettingError(
        source: property.source, key: property.key, problem: "is refused by librdkafka: \(reason)",
        remedy: error.isUnknownProperty
          ? "take it out, or use a newer librdkafka than \(Librdkafka.version)"
          : "see what librdkafka \(Librdkafka.version) says of it in CONFIGURATION.md")
    }
  }
}
