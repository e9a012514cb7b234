import CustomerWorker
import Kafka
import Platform
import Settings

/// `check-config`: every fault of the settings, or every setting with its value and where that comes from; with `--connect`
/// what the cluster says instead.
struct CheckConfigCommand {
  let invocation: Invocation

  func run(_ environment: ProgramEnvironment) throws -> ExitCode {
    let loaded = try SettingsLoading(environment: environment, invocation: invocation).loadForKafka()
    for warning in loaded.warnings(librdkafka: Librdkafka.versionNumber) { environment.writeError("\(warning)\n") }
    if invocation.has(.connect) { return try connect(loaded.settings, environment) }
    try environment.write(Self.text(loaded.effectiveValues))
    return .success
  }

  /// A finding is written as soon as it is known: some of them take a while.
  private func connect(_ settings: WorkerSettings, _ environment: ProgramEnvironment) throws(StreamError) -> ExitCode {
    var report = ClusterReport()
    var failure: StreamError?
    ClusterCheck(settings) { finding in
      do throws(StreamError) {
        try environment.write(report.add(finding))
      } catch {
        failure = error
      }
    }.run()
    if let failure { throw failure }
    try environment.write(report.account)
    return report.exitCode
  }

  /// Three columns: key, value, source.
  static func text(_ values: [EffectiveValue]) -> String {
    let rows = values.map { [$0.key, $0.value.isEmpty ? "-" : $0.value, "\($0.source)"] }
    return TextTable(rows: rows).text
  }
}
