import CustomerWorker
import Glibc
import Settings
import Telemetry

/// `run`: the worker, until it is told to stop.
struct RunCommand {
  let invocation: Invocation

  func run(_ surroundings: Surroundings) throws -> ExitCode {
    let loaded = try SettingsLoading(surroundings: surroundings, invocation: invocation).loadForKafka()
    let stop = try surroundings.stopSignal()
    let (end, _) = Worker(settings: loaded.settings, log: EventLog(loaded.settings.log)).run(stop: stop)
    let code = ExitCode(end)
    if case .misconfigured(let reason) = end { surroundings.tell("\(CommandTable.program): \(reason)\n") }
    if case .unavailable(let reason) = end { surroundings.tell("\(CommandTable.program): \(reason)\n") }
    // A lane past the drain deadline may still be in a call: nothing is torn down under it.
    if case .tryAgain = end { _exit(code.rawValue) }
    return code
  }
}

extension ExitCode {
  /// The sysexits code of a worker's end.
  init(_ end: LaneEnd) {
    self =
      switch end {
      case .drained: .success
      case .misconfigured: .settings
      case .unavailable: .unavailable
      case .commandsLost: .badData
      case .tryAgain: .tryAgain
      }
  }
}

extension EventLog {
  /// `auto` is text on a terminal and JSON elsewhere.
  init(_ settings: WorkerSettings.Log) {
    let level: Telemetry.LogLevel =
      switch settings.level {
      case .debug: .debug
      case .info: .info
      case .warning: .warning
      case .error: .error
      }
    let format: Telemetry.LogFormat =
      switch settings.format {
      case .json: .json
      case .text: .text
      case .auto: isatty(STDERR_FILENO) == 1 ? .text : .json
      }
    self.init(level: level, format: format)
  }
}
