internal import Kafka

/// A consumer beside the one in the group, for batches which that one cannot decompress.
///
/// It joins no group and commits nothing: it assigns one partition to itself and reads committed records, with more room for
/// a batch. Each call is bounded by its time-out, so that the lane's thread can go on polling. Used on one thread.
struct SideConsumer: ~Copyable {
  /// The event that one poll brings.
  enum Reading: ~Copyable {
    /// Nothing within the time.
    case nothing
    /// A committed record. Records of aborted transactions are not delivered.
    case record(ConsumedRecord)
    /// There is no committed record before this offset any more, and none at it yet.
    case end(offset: Int64)
    /// A batch that cannot be decompressed here either; `base` is its first record's offset.
    case undecodable(base: Int64, KafkaError)
    /// A batch whose checksum is wrong; `base` is its first record's offset.
    case corrupt(base: Int64, KafkaError)
    /// Something else is wrong, with the partition or with the client.
    case failed(KafkaError)
  }

  private var consumer: Consumer
  private var partition: TopicPartition?
  /// The offset that a search is being asked about.
  private var probed: Int64?

  /// Makes a consumer that reads nothing yet.
  ///
  /// - Parameters:
  ///   - configuration: of `ClientProperties.sideConsumer`.
  ///   - groupID: the worker's, on which it has the right to read; the group is not joined.
  init(_ configuration: ClientConfiguration, groupID: String) throws(KafkaError) {
    consumer = try Consumer(configuration, groupID: groupID)
  }

  /// Reads from this position on; what was fetched from elsewhere is dropped.
  mutating func read(from position: TopicPartitionOffset) throws(KafkaError) {
    partition = position.partition
    probed = nil
    try consumer.assign([position])
  }

  /// Waits up to `timeoutMilliseconds` for what comes next.
  mutating func poll(timeoutMilliseconds: Int32) -> Reading {
    switch consumer.poll(timeoutMilliseconds: timeoutMilliseconds) {
    case .none: .nothing
    case .record(let record): .record(record)
    case .partitionEnd(_, let offset): .end(offset: offset)
    case .partitionError(_, let offset, let error):
      if error.code.isUndecodableBatch {
        .undecodable(base: offset, error)
      } else if error.code.isCorruptBatch {
        .corrupt(base: offset, error)
      } else {
        .failed(error)
      }
    case .error(let error): .failed(error)
    // It is in no group and has nothing to say of one.
    case .assigned: .nothing
    case .revoked: .nothing
    case .log: .nothing
    case .statistics: .nothing
    }
  }

  /// Goes on with the search for the end of a batch that cannot be decompressed, for up to `timeoutMilliseconds`.
  ///
  /// Returns nil when a step was made or nothing was heard, and an error when something else than the batch is in the way;
  /// either way the same call goes on where the search stands. The search is over when its `end` is known.
  mutating func advance(
    _ search: inout BatchEndSearch, in partition: TopicPartition, timeoutMilliseconds: Int32
  ) -> KafkaError? {
    guard let offset = search.probe else { return nil }
    if self.partition != partition || probed != offset {
      do throws(KafkaError) {
        try read(from: TopicPartitionOffset(partition, offset: offset))
        probed = offset
      } catch {
        return error
      }
    }
    switch poll(timeoutMilliseconds: timeoutMilliseconds) {
    case .nothing: return nil
    case .record: search.answered(isInside: false)
    case .end: search.answered(isInside: false)
    case .undecodable(let base, _): search.answered(isInside: base == search.base)
    case .corrupt(let base, let error):
      // The batch itself was read and refused a moment ago.
      guard base != search.base else { return error }
      search.answered(isInside: false)
    case .failed(let error): return error
    }
    return nil
  }

  /// The end of the partition that is readable now: its last stable offset.
  func lastStableOffset(of partition: TopicPartition, timeoutMilliseconds: Int32) throws(KafkaError) -> Int64 {
    try consumer.watermarks(of: partition, timeoutMilliseconds: timeoutMilliseconds).high
  }

  /// Hands over the log lines that wait; never blocks.
  func drainLog(_ body: (LogLine) -> Void) {
    consumer.drainLog(body)
  }
}
