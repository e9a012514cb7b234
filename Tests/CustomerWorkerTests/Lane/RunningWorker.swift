import CustomerContract
import CustomerWorker
import Dispatch
import EmbeddedKafka
import Foundation
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

/// The other side of a worker: writes commands, every second of them good, and reads results.
struct WorkerPeer: ~Copyable {
  private var producer: Producer
  private let commands: ProducerTopic
  private var reader: Consumer
  private(set) var sent = 0
  /// The keys of the commands that have a result. The embedded cluster shows aborted results too, so there may be more.
  private var answered: Set<String> = []
  /// Results that are not those of their commands.
  private(set) var faults: [String] = []
  /// The numbers of accepted commands whose customers have other values.
  private(set) var differingCustomers: Set<Int> = []
  private var values: [String] = []
  /// The bytes of the shortest result.
  private(set) var resultBytesMinimum = Int.max
  var received: Int { answered.count }

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

  /// Sends commands of which every second one is accepted.
  mutating func send(_ count: Int) throws {
    try send(count, headerCount: 0) { number in
      number % 2 == 0 ? Self.acceptedCommand : #"{"legalName":"A"}"#
    }
  }

  static let acceptedCommand = #"{"legalName":"A","displayName":"B","customerType":"active"}"#

  /// - Parameters:
  ///   - headerCount: how many headers each command has.
  ///   - value: the command with a number.
  mutating func send(_ count: Int, headerCount: Int, value: (Int) -> String) throws {
    try producer.begin()
    for number in sent..<sent + count {
      var headers = OutgoingHeaders(capacity: headerCount)
      for _ in 0..<headerCount { headers.add("h", value: nil) }
      let key = Array("\(number)".utf8)
      values.append(value(number))
      let value = Array(values[number].utf8)
      try unsafe producer.produce(
        to: commands, partition: Self.partition(of: number), key: key.span.bytes, value: value.span.bytes,
        headers: &headers, tag: 0)
    }
    try producer.commit(timeoutMilliseconds: 30_000)
    sent += count
  }

  private static func partition(of number: Int) -> Int32 { Int32(number / 2) % partitions }

  /// Waits until there is a result for each command, with a bound of 30 s; says whether there is.
  mutating func receiveAll() -> Bool {
    for _ in 0..<(2 * sent + 3000) where received < sent {
      if case .record(let record) = reader.poll(timeoutMilliseconds: 10) { take(record) }
    }
    return received == sent
  }

  /// Compares a result with its command: topic, partition, key, type and position.
  private mutating func take(_ record: borrowing ConsumedRecord) {
    let key = text(record.key)
    var type = ""
    record.forEachHeader { name, value in
      if text(name) == "ce_type" { type = text(value) }
    }
    let value = text(record.value)
    let result = try? JSONSerialization.jsonObject(with: Data(value.utf8)) as? [String: Any]
    let position = result?["position"] as? [String: Any]
    let number = Int(key) ?? -1
    let isTooLarge = (result?["type"] as? String)?.hasSuffix(":too_large") == true
    let isAccepted = number % 2 == 0 && !isTooLarge
    let topic = isAccepted ? "customer.create.accepted" : "customer.create.rejected"
    answered.insert(key)
    if let customer = result?["customer"] as? [String: Any], values.indices.contains(number),
      let command = try? JSONSerialization.jsonObject(with: Data(values[number].utf8)) as? [String: String],
      command.contains(where: { customer[$0.key] as? String != $0.value })
    {
      differingCustomers.insert(number)
    }
    resultBytesMinimum = min(resultBytesMinimum, record.value?.byteCount ?? 0)
    if !(0..<sent).contains(number) || record.topic != topic || type != topic
      || record.partition != Self.partition(of: number) || position?["partition"] as? Int32 != record.partition
      || (result?["customer"] != nil) != isAccepted
    {
      faults.append(
        "\(record.topic)[\(record.partition)], key \(key), \(type): \(value)")
    }
  }

  private func text(_ bytes: RawSpan?) -> String {
    guard let bytes else { return "" }
    return String(decoding: unsafe bytes.withUnsafeBytes { unsafe Array($0) }, as: UTF8.self)
  }
}
