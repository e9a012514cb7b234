import Kafka
import Platform
import Settings

/// `check-config`: every fault of the settings, or every setting with its value and where that comes from.
struct CheckConfigCommand {
  let invocation: Invocation

  func run(_ environment: ProgramEnvironment) throws -> ExitCode {
    let loaded = try SettingsLoading(environment: environment, invocation: invocation).loadForKafka()
    for warning in loaded.warnings(librdkafka: Librdkafka.versionNumber) { environment.writeError("\(warning)\n") }
    try environment.write(Self.text(loaded.effectiveValues))
    return .success
  }

  /// Three columns: key, value, source.
  static func text(_ values: [EffectiveValue]) -> String {
    let rows = values.map { [$0.key, $0.value.isEmpty ? "-" : $0.value, "\($0.source)"] }
    return TextTable(rows: rows).text
  }
}
