import Kafka
import Settings

/// Sends the demo's commands in step with the results that come back, on one thread.
///
/// The embedded broker keeps only 5 MiB of a partition, so commands that are not answered yet are bounded in bytes.
struct DemoRun: ~Copyable {
  private static let unansweredBytesMaximum = 2 << 20
  private static let unansweredMaximum = 8000
  private static let recordsInTransaction = 500

  private var producer: TransactionalProducer
  private let commands: ProducerTopic
  private var results: Consumer
  private let acceptedTopic: String
  private let partitions: Int32
  private let surroundings: Surroundings
  private var headers = OutgoingHeaders()
  private(set) var report = DemoReport()
  /// The bytes of each command that was sent, in order, and how many of them are answered.
  private var averageBytes = 650

  init(settings: WorkerSettings, partitions: Int32, progress: Surroundings) throws {
    var configuration = ClientConfiguration()
    try configuration.set("bootstrap.servers", settings.kafka.bootstrapServers)
    try configuration.set("socket.nagle.disable", "true")
    try configuration.set("message.max.bytes", "2000000")
    var sending = configuration
    try sending.set("transactional.id", "demo-commands")
    var reading = ClientConfiguration()
    try reading.set("bootstrap.servers", settings.kafka.bootstrapServers)
    try reading.set("socket.nagle.disable", "true")
    try reading.set("fetch.wait.max.ms", "10")
    try reading.set("auto.offset.reset", "earliest")
    producer = try TransactionalProducer(sending)
    commands = try producer.topic(named: settings.topics.commands)
    try producer.warmUp(commands, timeoutMilliseconds: 5000)
    try producer.initTransactions(timeoutMilliseconds: 5000)
    results = try Consumer(reading, groupID: "demo-results")
    try results.assign(
      [settings.topics.accepted, settings.topics.rejected].flatMap { topic in
        (0..<partitions).map { PartitionOffset(TopicPartition(topic: topic, partition: $0), offset: 0) }
      })
    acceptedTopic = settings.topics.accepted
    self.partitions = partitions
    surroundings = progress
  }

  /// Sends every command and reads every result; false when it had to give up because `isRunning` became false.
  mutating func exchange(_ source: inout CommandSource, while isRunning: () -> Bool) throws -> Bool {
    var progress = Progress(of: source.left, "commands answered", on: surroundings)
    var isExhausted = false
    var unansweredBytes = 0
    while !isExhausted || report.answered < report.sent {
      guard isRunning() else { return false }
      if !isExhausted, unansweredBytes < Self.unansweredBytesMaximum,
        report.sent - report.answered < Self.unansweredMaximum
      {
        let (bytes, exhausted) = try send(&source)
        unansweredBytes += bytes
        isExhausted = exhausted
      }
      let answered = try read()
      // Which command an answer is for does not matter here: the share of the bytes is near enough for a bound.
      let unanswered = report.sent - report.answered
      unansweredBytes = unanswered == 0 ? 0 : unansweredBytes * unanswered / (unanswered + answered)
      progress.show(report.answered)
    }
    progress.end()
    return true
  }

  private mutating func send(_ source: inout CommandSource) throws -> (bytes: Int, isExhausted: Bool) {
    try producer.begin()
    var bytes = 0
    var isExhausted = false
    report.startClock()
    for _ in 0..<Self.recordsInTransaction where bytes < Self.unansweredBytesMaximum / 2 {
      let partition = Int32(report.sent) % partitions
      let found = try source.next { value, key in
        try producer.produce(
          to: commands, partition: partition, key: key, value: value, headers: &headers, tag: 0)
        bytes += value.byteCount
      }
      guard found else {
        isExhausted = true
        break
      }
      report.sent += 1
    }
    try producer.commit(timeoutMilliseconds: 10_000)
    return (bytes, isExhausted)
  }

  /// Reads what is there, and waits a little when nothing is; how many results it read.
  private mutating func read() throws -> Int {
    var count = 0
    while count < Self.recordsInTransaction {
      switch results.poll(timeoutMilliseconds: count == 0 ? 20 : 0) {
      case .record(let record):
        count += 1
        report.note(record, isAccepted: record.topic == acceptedTopic)
      case .partitionError(_, _, let error): throw error
      case .none: return count
      default: break
      }
    }
    return count
  }
}
