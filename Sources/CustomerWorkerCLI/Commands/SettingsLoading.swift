import CustomerWorker
import Glibc
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

  /// The settings, once librdkafka has taken each property and has made a client of each kind.
  func loadForKafka() throws(SettingsErrors) -> LoadedSettings {
    let loaded = try load()
    var errors = loaded.properties.compactMap(Self.refusal)
    if errors.isEmpty {
      errors = ClientCheck.refusals(of: loaded.settings).filter { !Self.isForWantOfMechanism($0, loaded) }
        .map { Self.refusal($0, loaded) }
    }
    if !errors.isEmpty { throw SettingsErrors(errors) }
    return loaded
  }

  /// Whether the library only misses what its default mechanism needs, a ticket or a keytab of this host. A warning says
  /// that no mechanism is set, and the start of the worker says the rest.
  private static func isForWantOfMechanism(_ refusal: ClientCheck.Refusal, _ loaded: LoadedSettings) -> Bool {
    let isSet = loaded.properties.contains { $0.name == "sasl.mechanism" || $0.name == "sasl.mechanisms" }
    return !isSet && (refusal.reason.contains("kerberos") || refusal.reason.contains("GSSAPI"))
  }

  /// A client is refused for its properties together; the reason mostly names the one at fault.
  private static func refusal(_ refusal: ClientCheck.Refusal, _ loaded: LoadedSettings) -> SettingError {
    let setting =
      switch refusal.client {
      case nil: "kafka.properties"
      case .consumer: "kafka.consumerProperties"
      case .producer: "kafka.producerProperties"
      }
    let property = loaded.properties.last {
      [setting, "kafka.properties"].contains($0.setting) && refusal.reason.contains($0.name)
    }
    if let property, property.name.hasSuffix(".location"), unsafe access(property.value, R_OK) != 0 {
      return SettingError(
        source: property.source, key: property.key,
        problem: "names a file that cannot be read: \(StreamError(errno).reason)",
        remedy: "correct the path or the file's rights")
    }
    return SettingError(
      source: property?.source ?? .default, key: property?.key ?? setting,
      problem: "is refused by librdkafka: \(refusal.reason)",
      remedy: "see what librdkafka \(Librdkafka.version) says of it in CONFIGURATION.md")
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
