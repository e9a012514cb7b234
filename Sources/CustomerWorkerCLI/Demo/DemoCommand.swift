import CustomerContract
import CustomerWorker
import EmbeddedKafka
import HTTPServer
import Kafka
import Platform
import Settings
import StatusPort

/// `demo`: the worker with a Kafka in this process, its commands and its results.
struct DemoCommand {
  let invocation: Invocation

  private static let partitions: Int32 = 4
  /// The embedded broker keeps 5 MiB of a partition: a longer line is cut.
  private static let lineBytesMaximum = 2_000_000

  func run(_ environment: ProgramEnvironment) throws -> ExitCode {
    let loaded = try SettingsLoading(environment: environment, invocation: invocation).load()
    guard let path = invocation.text(of: .demoInput) else {
      var source = SampleSource(
        count: invocation.integer(of: .demoCount) ?? SampleCommand.defaultCount, seed: invocation.seed)
      return try run(&source, loaded, environment)
    }
    if DemoImport.takes(path) {
      return try DemoImport(path: path, partitions: Self.partitions, keeps: invocation.has(.keep)).run(
        loaded, environment)
    }
    let keptBytes = min(ValidateCommand.keptBytes(loaded.settings.rules.limits), Self.lineBytesMaximum)
    var source = try InputFile(path, of: environment.streams, keptBytes: keptBytes)
    return try run(&source, loaded, environment)
  }

  private func run<Source: DemoSource & ~Copyable>(
    _ source: inout Source, _ loaded: LoadedSettings, _ environment: ProgramEnvironment
  ) throws -> ExitCode {
    var settings = loaded.settings
    let stop = try environment.stopSignal()
    let cluster = try EmbeddedCluster(brokers: 1)
    for topic in [settings.topics.commands, settings.topics.accepted, settings.topics.rejected] {
      try cluster.createTopic(topic, partitions: Self.partitions)
    }
    settings.kafka = Self.kafka(at: cluster.bootstrapServers)
    try environment.write(
      "Embedded Kafka on \(cluster.bootstrapServers), a worker of \(settings.lanes) lane\(settings.lanes == 1 ? "" : "s").\n"
    )

    let worker = try DemoWorker(settings: settings, stop: stop, errors: environment.streams.errors)
    var exchange = try DemoExchange(settings: settings, partitions: Self.partitions)
    let isWhole = try exchange.run(&source, environment) { !stop.isRequested && worker.end == nil }
    if isWhole { try environment.write(exchange.report.text) }
    if isWhole, invocation.has(.keep) {
      try Self.keep(worker, loaded, settings, at: cluster.bootstrapServers, environment) { worker.wait() }
    }
    stop.request()
    let end = worker.wait()
    guard isWhole else {
      environment.writeError("\(CommandTable.program): demo: ended before every command had its result: \(end)\n")
      return end == .drained ? .temporaryFailure : end.exitCode
    }
    guard exchange.report.addsUp else {
      environment.writeError("\(CommandTable.program): demo: the account does not add up\n")
      return .software
    }
    return end.exitCode
  }

  /// Says how to reach the embedded cluster and the worker, and goes on with them.
  ///
  /// - Parameter wait: returns when the user ends it.
  static func keep(
    _ worker: DemoWorker, _ loaded: LoadedSettings, _ settings: WorkerSettings, at servers: String,
    _ environment: ProgramEnvironment, wait: () -> Void
  ) throws {
    let port = openPort(of: worker, loaded)
    let page =
      switch port {
      case let server?: server.address
      case nil: String?.none
      }
    try environment.write(invitation(settings, at: servers, page: page))
    wait()
    _ = consume port
  }

  /// The settings of the embedded cluster. Nothing that the user's settings say of a real one holds for it.
  static func kafka(at servers: String) -> WorkerSettings.Kafka {
    var kafka = WorkerSettings.Kafka()
    kafka.bootstrapServers = servers
    // The embedded broker answers an empty fetch only when its whole wait is over.
    kafka.consumerProperties["fetch.wait.max.ms"] = "10"
    kafka.sessionTimeoutMs = 6000
    return kafka
  }

  /// The port of the settings, or any free one where that is taken; nil where there is none.
  private static func openPort(of worker: DemoWorker, _ loaded: LoadedSettings) -> HTTPServer? {
    guard let address = loaded.settings.http.address else { return nil }
    // Those of Kafka do not hold for the embedded one.
    let settings = loaded.effectiveValues.filter { !$0.key.hasPrefix("kafka.") }
    let answer = StatusSite(worker.board, settings: settings).answer
    for port in [address.port, 0] {
      do throws(ListenError) {
        return try HTTPPort.serve(on: ListenAddress(host: address.host, port: port), log: worker.log, answer: answer)
      } catch {
        // The next one, or none.
      }
    }
    return nil
  }

  private static func invitation(_ settings: WorkerSettings, at servers: String, page: String?) -> String {
    """

    Still serving on \(servers); end it with Ctrl-C. In another terminal:
      echo '{"legalName":"Ada Ltd","displayName":"Ada","customerType":"active"}' |
        kcat -P -b \(servers) -t \(settings.topics.commands)
      kcat -C -b \(servers) -t \(settings.topics.accepted) -o -1 -e

    """ + (page.map { "What it does, for a browser: http://\($0)/\n" } ?? "")
  }
}
