import CustomerWorker
import HTTPServer
import Kafka
import Platform
import Settings
import StatusPort
import Telemetry

/// `run`: the worker, until it is told to stop.
struct RunCommand {
  let invocation: Invocation

  func run(_ environment: ProgramEnvironment) throws -> ExitCode {
    let loaded = try SettingsLoading(environment: environment, invocation: invocation).loadForKafka()
    CoreDumps.forbid()
    OpenFiles.raiseLimit()
    let stop = try environment.stopSignal()
    let log = EventLog(level: loaded.settings.log.level, format: loaded.settings.log.format)
    for warning in loaded.warnings(librdkafka: Librdkafka.versionNumber) {
      log.emit(SettingWarned(key: warning.key, problem: warning.problem, remedy: warning.remedy))
    }
    let board = StatusBoard(settings: loaded.settings, version: Version.program)
    let systemd = try SystemdNotifier(environment: environment.variables).map {
      try SystemdReporter(board: board, notifier: $0)
    }
    let port = Self.port(loaded, board, log)
    try port?.open(forSeconds: loaded.settings.start.deadlineSeconds, stop: stop)
    let outcome = Worker(settings: loaded.settings, log: log, board: board).run(stop: stop)
    systemd?.end()
    log.flush()
    let isWithoutPort = outcome.reason == .drained && port?.failure != nil
    port?.close()
    return isWithoutPort ? .temporaryFailure : outcome.reason.exitCode
  }

  /// The port of the settings; nil when they want none.
  private static func port(_ loaded: LoadedSettings, _ board: StatusBoard, _ log: EventLog) -> HTTPPort? {
    guard let address = loaded.settings.http.address else { return nil }
    let site = StatusSite(board, settings: loaded.effectiveValues)
    return HTTPPort(
      address, isRequired: loaded.source(of: "http.listen") != .default, log: log,
      publish: { text in board.update { $0.port = text } }, answer: site.answer)
  }
}
