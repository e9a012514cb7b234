internal import Kafka
internal import Settings

/// The committed records of the jobs topic, from the first one on.
struct JobsTopicConsumer: ~Copyable {
  private var consumer: Consumer
  /// The jobs of the records that were read.
  private(set) var jobs = Jobs()
  /// The number of records that were read.
  private(set) var recordCount = 0

  enum Event {
    case record
    /// What can be read ends there.
    case end(Int64)
    case nothing
  }

  init(_ settings: WorkerSettings) throws {
    let partition = TopicPartition(topic: settings.jobsTopic, partition: 0)
    // A consumer hears only after a while that its topic is missing.
    _ = try ClusterObserver(settings).partitions(of: settings.jobsTopic)
    let consumer = try Consumer(ImportClients.jobs(settings), groupID: settings.kafka.groupId)
    // The first offset by its number: the library asks for the logical one again only after 500 ms when its leader is not
    // known yet, and each import reads the topic several times. `auto.offset.reset` is for a topic that begins later.
    try consumer.assign([TopicPartitionOffset(partition, offset: 0)])
    self.consumer = consumer
  }

  /// Waits up to 100 ms for the next event.
  mutating func poll() throws(KafkaError) -> Event {
    switch consumer.poll(timeoutMilliseconds: 100) {
    case .record(let record):
      apply(record)
      return .record
    case .partitionEnd(_, let offset): return .end(offset)
    case .partitionError(_, _, let error) where !error.code.isTransient: throw error
    case .error(let error) where error.isFatal: throw error
    default: return .nothing
    }
  }

  private mutating func apply(_ record: borrowing ConsumedRecord) {
    recordCount += 1
    guard let key = record.key else { return }
    var bytes: [UInt8]?
    if let value = record.value { bytes = unsafe value.withUnsafeBytes { unsafe [UInt8]($0) } }
    jobs.apply(key: unsafe key.withUnsafeBytes { unsafe [UInt8]($0) }, value: bytes, offset: record.offset)
  }
}
