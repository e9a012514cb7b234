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
    let board = StatusBoard(settings: loaded.settings, version: Version.program)
    let outcome = Worker(settings: loaded.settings, log: log, board: board).run(stop: stop)
    log.flush()
    // Nothing is torn down under a lane that is still in a call.
    if !outcome.areLanesGone { _exit(outcome.reason.exitCode.rawValue) }
    return outcome.reason.exitCode
  }
}
