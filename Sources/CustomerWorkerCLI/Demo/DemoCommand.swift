import CustomerContract
import CustomerWorker
import EmbeddedKafka
import Kafka
import Platform
import Settings

/// `demo`: the worker with a Kafka in this process, its commands and its results.
struct DemoCommand {
  let invocation: Invocation

  private static let partitions: Int32 = 4
  /// The embedded broker keeps 5 MiB of a partition: a longer line is cut.
  private static let lineBytesMaximum = 2_000_000

  func run(_ environment: ProgramEnvironment) throws -> ExitCode {
    var settings = try SettingsLoading(environment: environment, invocation: invocation).load().settings
    guard let path = invocation.text(of: .demoInput) else {
      var source = SampleSource(
        count: invocation.integer(of: .demoCount) ?? SampleCommand.defaultCount, seed: invocation.seed)
      return try run(&source, &settings, environment)
    }
    let keptBytes = min(ValidateCommand.keptBytes(settings.rules.limits), Self.lineBytesMaximum)
    var source = try InputFile(path, of: environment.streams, keptBytes: keptBytes)
    return try run(&source, &settings, environment)
  }

  private func run<Source: DemoSource & ~Copyable>(
    _ source: inout Source, _ settings: inout WorkerSettings, _ environment: ProgramEnvironment
  ) throws -> ExitCode {
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
      try environment.write(Self.invitation(settings, at: cluster.bootstrapServers))
      worker.wait()
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

  /// The settings of the embedded cluster. Nothing that the user's settings say of a real one holds for it.
  private static func kafka(at servers: String) -> WorkerSettings.Kafka {
    var kafka = WorkerSettings.Kafka()
    kafka.bootstrapServers = servers
    // The embedded broker answers an empty fetch only when its whole wait is over.
    kafka.consumerProperties["fetch.wait.max.ms"] = "10"
    kafka.sessionTimeoutMs = 6000
    return kafka
  }

  private static func invitation(_ settings: WorkerSettings, at servers: String) -> String {
    """

    Still serving on \(servers); end it with Ctrl-C. In another terminal:
      echo '{"legalName":"Ada Ltd","displayName":"Ada","customerType":"active"}' |
        kcat -P -b \(servers) -t \(settings.topics.commands)
      kcat -C -b \(servers) -t \(settings.topics.accepted) -o -1 -e

    """
  }
}
