import CustomerWorker
import Glibc
import Platform
import Settings
import Telemetry

/// `run`: the worker, until it is told to stop.
struct RunCommand {
  let invocation: Invocation

  func run(_ environment: ProgramEnvironment) throws -> ExitCode {
    let loaded = try SettingsLoading(environment: environment, invocation: invocation).loadForKafka()
    let stop = try environment.stopSignal()
    let (end, _) = Worker(
      settings: loaded.settings, log: EventLog(level: loaded.settings.log.level, format: loaded.settings.log.format)
    ).run(stop: stop)
    let code = end.exitCode
    if case .misconfigured(let reason) = end { environment.writeError("\(CommandTable.program): \(reason)\n") }
    if case .unavailable(let reason) = end { environment.writeError("\(CommandTable.program): \(reason)\n") }
    // A lane past the drain deadline may still be in a call: nothing is torn down under it.
    if case .temporaryFailure = end { _exit(code.rawValue) }
    return code
  }
}
