import CustomerWorker
import Glibc
import Kafka
import Platform
import Settings
import Telemetry

/// `run`: the worker, until it is told to stop.
struct RunCommand {
  let invocation: Invocation

  func run(_ environment: ProgramEnvironment) throws -> ExitCode {
    let loaded = try SettingsLoading(environment: environment, invocation: invocation).loadForKafka()
    CoreDumps.forbid()
    let stop = try environment.stopSignal()
    let log = EventLog(level: loaded.settings.log.level, format: loaded.settings.log.format)
    for warning in loaded.warnings(librdkafka: Librdkafka.versionNumber) {
      log.emit(SettingWarned(key: warning.key, problem: warning.problem, remedy: warning.remedy))
    }
    let (reason, _) = Worker(settings: loaded.settings, log: log).run(stop: stop)
    log.flush()
    let code = reason.exitCode
    // A lane past the drain deadline may still be in a call: nothing is torn down under it.
    if case .temporaryFailure = reason { _exit(code.rawValue) }
    return code
  }
}
