import BulkOnboarding
import CustomerContract
import CustomerWorker
import EmbeddedKafka
import Platform
import Settings

/// `demo --input` with a file of cells: an import by the same code, with a Kafka in this process.
struct DemoImport {
  let path: String
  let partitions: Int32
  /// Whether Kafka and the worker go on after the import, until the user ends them.
  let keeps: Bool

  /// Whether a file is imported; the lines of any other are commands.
  static func takes(_ path: String) -> Bool {
    let name = path.lowercased()
    return ["", ".gz", ".zst"].contains { name.hasSuffix(".csv" + $0) || name.hasSuffix(".tsv" + $0) }
  }

  func run(_ loaded: LoadedSettings, _ environment: ProgramEnvironment) throws -> ExitCode {
    var settings = loaded.settings
    let signals = ImportSignals(stop: try environment.stopSignal())
    let file = try ImportInputs.open(path, environment)
    let cluster = try EmbeddedCluster(brokers: 1)
    for topic in [settings.topics.commands, settings.topics.accepted, settings.topics.rejected] {
      try cluster.createTopic(topic, partitions: partitions)
    }
    try cluster.createTopic(settings.jobsTopic, partitions: 1)
    settings.kafka = DemoCommand.kafka(at: cluster.bootstrapServers)
    let inputs = ImportInputs(path: path, limits: settings.rules.limits)
    // The worker's own request to end: the import's must not end it while results are missing.
    let workerStop = StopSignal()
    let worker = try DemoWorker(settings: settings, stop: workerStop, errors: environment.streams.errors)
    let result = KafkaImport(
      settings: settings, environment: environment, signals: signals, options: options(), inputs: inputs, path: path
    ).run(file)
    if let account = result.account { try environment.write(AccountText(account, of: result.job).text) }
    if keeps, result.account != nil, !signals.stop.isRequested {
      try DemoCommand.keep(worker, loaded, settings, at: cluster.bootstrapServers, environment) {
        while worker.end == nil, !signals.stop.isRequested { signals.stop.wait(milliseconds: 1000) }
      }
    }
    workerStop.request()
    let end = worker.wait()
    return end == .drained ? result.code : end.exitCode
  }

  /// The embedded broker keeps 5 MiB of a partition: few rows may be without a result.
  private func options() -> KafkaImport.Options {
    var generator = SystemRandomNumberGenerator()
    let job = JobName.madeUp(milliseconds: RealTimeClock.milliseconds(), &generator)
    // This Kafka ends with the process.
    var options = KafkaImport.Options(job: job, resumeLine: nil)
    options.ahead = 2000
    // A worker that has ended would be waited for.
    options.timeoutSeconds = 60
    options.transactionRows = 500
    options.transactionBytes = 1 << 20
    return options
  }
}
