import CustomerContract
import CustomerWorker
import Dispatch
import EmbeddedKafka
import Kafka
import Platform
import Settings
import Synchronization
import Telemetry

/// A worker on a thread of its own, on an embedded cluster.
final class RunningWorker: Sendable {
  private let stop = StopSignal()
  private let ended = DispatchSemaphore(value: 0)
  private let outcome = Mutex<WorkerOutcome?>(nil)
  let board: StatusBoard

  init(_ settings: WorkerSettings) throws {
    board = StatusBoard(settings: settings, version: "0")
    try WorkerThread.start(named: "worker") { [stop, self] in
      // The log goes nowhere.
      let log = EventLog(level: .error, format: .json, descriptor: -1)
      let outcome = Worker(settings: settings, log: log, board: board).run(stop: stop)
      self.outcome.withLock { $0 = outcome }
      ended.signal()
    }
  }

  func requestStop() { stop.request() }

  /// nil: it has not ended in time.
  func end(within seconds: Int) -> WorkerOutcome? {
    _ = ended.wait(timeout: .now() + .seconds(seconds))
    return outcome.withLock { $0 }
  }
}

/// The other side of a worker: writes commands and reads results.
struct WorkerPeer: ~Copyable {
  private var producer: Producer
  private let commands: ProducerTopic
  private var reader: Consumer
  private(set) var sent = 0
  private(set) var received = 0
  /// The bytes of the shortest result.
  private(set) var resultBytesMinimum = Int.max

  static let partitions: Int32 = 4

  static func settings(_ cluster: borrowing EmbeddedCluster) throws -> WorkerSettings {
    var settings = WorkerSettings()
    settings.kafka.bootstrapServers = cluster.bootstrapServers
    settings.lanes = 1
    for topic in [settings.topics.commands, settings.topics.accepted, settings.topics.rejected] {
      try cluster.createTopic(topic, partitions: partitions)
    }
    return settings
  }

  init(_ settings: WorkerSettings) throws {
    var client = ClientConfiguration()
    try client.set("bootstrap.servers", settings.kafka.bootstrapServers)
    try client.set("socket.nagle.disable", "true")
    var ours = client
    try ours.set("transactional.id", "peer")
    var producer = try Producer(ours)
    let commands = try producer.topic(named: settings.topics.commands)
    try producer.initTransactions(timeoutMilliseconds: 10_000)
    try client.set("fetch.wait.max.ms", "10")
    let reader = try Consumer(client, groupID: "peer")
    let results = [settings.topics.accepted, settings.topics.rejected].flatMap { topic in
      (0..<Self.partitions).map { TopicPartition(topic: topic, partition: $0) }
    }
    try reader.assign(results.map { TopicPartitionOffset($0, offset: LogicalOffset.beginning) })
    self.producer = producer
    self.commands = commands
    self.reader = reader
  }

  /// - Parameter headerCount: How many headers each has.
  mutating func send(_ count: Int, value: String = #"{"legalName":"A"}"#, headerCount: Int = 0) throws {
    let value = Array(value.utf8)
    try producer.begin()
    for index in 0..<count {
      var headers = OutgoingHeaders(capacity: headerCount)
      for _ in 0..<headerCount { headers.add("h", value: nil) }
      try unsafe producer.produce(
        to: commands, partition: Int32(index) % Self.partitions, key: nil, value: value.span.bytes, headers: &headers,
        tag: 0)
    }
    try producer.commit(timeoutMilliseconds: 30_000)
    sent += count
  }

  /// Waits until there is a result for each command, with a bound of 30 s; says whether there is.
  mutating func receiveAll() -> Bool {
    for _ in 0..<(sent + 3000) where received < sent {
      guard case .record(let record) = reader.poll(timeoutMilliseconds: 10) else { continue }
      received += 1
      resultBytesMinimum = min(resultBytesMinimum, record.value?.byteCount ?? 0)
    }
    return received == sent
  }
}
