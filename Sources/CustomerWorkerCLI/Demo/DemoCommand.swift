import CustomerWorker
import EmbeddedKafka
import Glibc
import Kafka
import Settings
import Synchronization
import Telemetry

/// `demo`: the worker with a Kafka in this process, its commands and its results.
struct DemoCommand {
  let invocation: Invocation

  private static let partitions: Int32 = 4

  func run(_ surroundings: Surroundings) throws -> ExitCode {
    var settings = try SettingsLoading(surroundings: surroundings, invocation: invocation).load().settings
    var source = try CommandSource(invocation)
    let stop = StopSignal()
    TerminationSignals.stop(stop)
    MemoryAllocator.keepBuffers()
    let cluster = try EmbeddedCluster(brokers: 1)
    for topic in [settings.topics.commands, settings.topics.accepted, settings.topics.rejected] {
      try cluster.createTopic(topic, partitions: Self.partitions)
    }
    settings.kafka.bootstrapServers = cluster.bootstrapServers
    // The embedded broker answers an empty fetch only when its whole wait is over.
    settings.kafka.consumerProperties["fetch.wait.max.ms"] = "10"
    settings.kafka.sessionTimeoutMs = 6000
    try surroundings.show("Embedded Kafka on \(cluster.bootstrapServers); worker with \(settings.lanes) lanes.\n")

    let worker = DemoWorker(settings: settings, stop: stop)
    var run = try DemoRun(settings: settings, partitions: Self.partitions, progress: surroundings)
    let isWhole = try run.exchange(&source, while: { !stop.isRequested && worker.end == nil })
    if isWhole { try surroundings.show(run.report.text) }
    if isWhole, invocation.has(.keep) {
      try surroundings.show(Self.invitation(settings, at: cluster.bootstrapServers))
      worker.wait()
    }
    stop.request()
    let end = worker.wait()
    guard isWhole else {
      surroundings.tell("\(CommandTable.program): demo: ended before every command had its result: \(end)\n")
      return end == .drained ? .tryAgain : ExitCode(end)
    }
    return ExitCode(end)
  }

  private static func invitation(_ settings: WorkerSettings, at servers: String) -> String {
    """

    Still serving on \(servers); end it with Ctrl-C. In another terminal:
      echo '{"legalName":"Ada Ltd","displayName":"Ada","customerType":"active"}' | \\
        kcat -P -b \(servers) -t \(settings.topics.commands)
      kcat -C -b \(servers) -t \(settings.topics.accepted) -o -1 -e

    """
  }
}

/// The worker on a thread of its own.
final class DemoWorker: Sendable {
  private let ended = Mutex<LaneEnd?>(nil)

  init(settings: WorkerSettings, stop: StopSignal) {
    let worker = Worker(settings: settings, log: EventLog(level: .error, format: .text))
    WorkerThread.start(named: "demo-worker") { [self] in
      let (end, _) = worker.run(stop: stop)
      ended.withLock { $0 = end }
    }
  }

  /// Why the worker ended; nil while it runs.
  var end: LaneEnd? { ended.withLock { $0 } }

  @discardableResult
  func wait() -> LaneEnd {
    while true {
      if let end { return end }
      usleep(10_000)
    }
  }
}
