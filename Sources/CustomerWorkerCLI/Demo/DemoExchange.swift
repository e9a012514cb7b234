import CustomerContract
import Kafka
import Settings

/// Sends the demo's commands in step with the results that come back, on one thread.
///
/// The embedded broker keeps only 5 MiB of a partition, so commands that are not answered yet are bounded in bytes.
struct DemoExchange: ~Copyable {
  private static let unansweredBytesMaximum = 2 << 20
  private static let unansweredMaximum = 8000
  private static let recordsInTransaction = 500
  /// The broker is in this process: only a machine under heavy load comes near.
  private static let callMilliseconds: Int32 = 60_000

  private var producer: Producer
  private let commands: ProducerTopic
  private var results: Consumer
  private let acceptedTopic: String
  private let partitions: Int32
  private var headers = OutgoingHeaders()
  private(set) var report: DemoReport

  init(settings: WorkerSettings, partitions: Int32) throws {
    var client = ClientConfiguration()
    try client.set("bootstrap.servers", settings.kafka.bootstrapServers)
    try client.set("socket.nagle.disable", "true")
    try client.set("message.max.bytes", "4000000")
    var reading = client
    try reading.set("fetch.wait.max.ms", "10")
    try reading.set("auto.offset.reset", "earliest")
    try client.set("transactional.id", "demo-commands")
    var producer = try Producer(client)
    let commands = try producer.topic(named: settings.topics.commands)
    try producer.fetchPartitionCount(of: commands, timeoutMilliseconds: Self.callMilliseconds)
    try producer.initTransactions(timeoutMilliseconds: Self.callMilliseconds)
    let results = try Consumer(reading, groupID: "demo-results")
    try results.assign(
      [settings.topics.accepted, settings.topics.rejected].flatMap { topic in
        (0..<partitions).map { TopicPartitionOffset(TopicPartition(topic: topic, partition: $0), offset: 0) }
      })
    self.producer = producer
    self.commands = commands
    self.results = results
    acceptedTopic = settings.topics.accepted
    self.partitions = partitions
    report = DemoReport(isStructured: settings.results.mode == .structured)
  }

  /// Sends every command and reads every result; false when it had to give up because `isRunning` became false.
  mutating func run<Source: DemoSource & ~Copyable>(
    _ source: inout Source, _ environment: ProgramEnvironment, while isRunning: () -> Bool
  ) throws -> Bool {
    var progress = Progress("commands answered", of: source.total, on: environment.streams)
    // The first command goes alone: when it is answered the worker is in its group, and the clock can start.
    var isExhausted = try send(&source, atMost: 1).isExhausted
    var unansweredBytes = 0
    while !isExhausted || report.unanswered > 0 {
      guard isRunning() else { return false }
      if !isExhausted, report.answered > 0, unansweredBytes < Self.unansweredBytesMaximum,
        report.unanswered < Self.unansweredMaximum
      {
        let (bytes, isLast) = try send(&source, atMost: Self.recordsInTransaction)
        unansweredBytes += bytes
        isExhausted = isLast
      }
      let answered = try read()
      // Which command an answer is for does not matter here: the share of the bytes is near enough for a bound.
      unansweredBytes = unansweredBytes * report.unanswered / max(1, report.unanswered + answered)
      progress.show(report.answered)
    }
    progress.end()
    return true
  }

  private mutating func send<Source: DemoSource & ~Copyable>(
    _ source: inout Source, atMost count: Int
  ) throws -> (bytes: Int, isExhausted: Bool) {
    try producer.begin()
    var bytes = 0
    var isExhausted = false
    for _ in 0..<count where bytes < Self.unansweredBytesMaximum / 2 {
      let partition = Int32(report.sent % Int(partitions))
      let found = try source.next { value, key in
        try producer.produce(to: commands, partition: partition, key: key, value: value, headers: &headers, tag: 0)
        bytes += value.byteCount
      }
      guard found else {
        isExhausted = true
        break
      }
      report.recordSent()
    }
    try producer.commit(timeoutMilliseconds: Self.callMilliseconds)
    return (bytes, isExhausted)
  }

  /// Reads what is there, and waits a little when nothing is; how many results it read.
  private mutating func read() throws -> Int {
    var count = 0
    while count < Self.recordsInTransaction {
      switch results.poll(timeoutMilliseconds: count == 0 ? 20 : 0) {
      case .record(let record):
        count += 1
        report.recordResult(record, isAccepted: record.topic == acceptedTopic)
      case .partitionError(_, _, let error): throw error
      case .none: return count
      default: break
      }
    }
    return count
  }
}
