internal import Dispatch
internal import Kafka
internal import Platform
internal import Settings
internal import Synchronization

/// Reads the result topics on a thread of its own, and keeps what belongs to one job.
// Safe: the book and the consumer are the thread's until `stop` has waited for its end.
final class AnswerReader: @unchecked Sendable {
  private struct Shared {
    var offsets: JobOffsets
    /// By partition, the end that was reached last.
    var reached: [TopicPartition: Int64] = [:]
    var failure: String?
  }

  private let shared: Mutex<Shared>
  private let answeredCount = Atomic(0)
  private let isStopped = Atomic(false)
  private let ended = DispatchSemaphore(value: 0)
  private let book: AnswerBook

  /// Starts to read.
  ///
  /// - Parameter start: every partition of the result topics, with the offset to begin at.
  init(
    _ configuration: ClientConfiguration, groupID: String, book: AnswerBook, offsets: JobOffsets,
    start: [TopicPartitionOffset]
  ) throws {
    shared = Mutex(Shared(offsets: offsets))
    self.book = book
    try WorkerThread.start(named: "answers") { [self] in
      do {
        try read(configuration, groupID, start)
      } catch {
        shared.withLock { $0.failure = "\(error)" }
      }
      ended.signal()
    }
  }

  /// The number of distinct rows that have their result.
  var answered: Int { answeredCount.load(ordering: .relaxed) }

  /// The reason why the thread has ended before it was asked to; nil while it reads.
  var failure: String? { shared.withLock { $0.failure } }

  /// Says where the job's commands are, before their transaction is committed: no result can come sooner.
  func publish(_ offsets: JobOffsets) { shared.withLock { $0.offsets = offsets } }

  /// Whether every partition was read up to its offset.
  func hasReached(_ ends: [TopicPartitionOffset]) -> Bool {
    shared.withLock { shared in ends.allSatisfy { shared.reached[$0.partition] ?? -1 >= $0.offset } }
  }

  /// Ends the thread and gives what it has found.
  func stop() -> AnswerBook {
    isStopped.store(true, ordering: .releasing)
    ended.wait()
    ended.signal()
    return book
  }

  // MARK: The thread

  private func read(
    _ configuration: ClientConfiguration, _ groupID: String, _ start: [TopicPartitionOffset]
  ) throws {
    var consumer = try Consumer(configuration, groupID: groupID)
    try consumer.assign(start)
    var offsets = shared.withLock { $0.offsets }
    var count = 0
    while !isStopped.load(ordering: .acquiring) {
      switch consumer.poll(timeoutMilliseconds: 100) {
      case .record(let record):
        try take(record, &offsets)
        // Where others write all the time the partition's end may never be heard of.
        count &+= 1
        if count & 63 == 0 {
          let (partition, next) = (TopicPartition(topic: record.topic, partition: record.partition), record.offset + 1)
          shared.withLock { $0.reached[partition] = next }
        }
      case .partitionEnd(let partition, let offset): shared.withLock { $0.reached[partition] = offset }
      case .partitionError(let partition, _, let error) where !error.code.isTransient:
        throw KafkaError(code: error.code, message: "\(partition.map { "\($0)" } ?? ""): \(error.message)")
      case .error(let error) where error.isFatal: throw error
      default: consumer.drainLog { _ in }
      }
    }
  }

  private func take(_ record: borrowing ConsumedRecord, _ offsets: inout JobOffsets) throws {
    var correlation = AnswerBook.Correlation.missing
    var isStructured = false
    record.forEachHeader { name, value in
      guard let value else { return }
      switch name.byteCount {
      case 12: if Self.starts(name, "content-type") { isStructured = Self.starts(value, "application/cloudevents") }
      case 16: if Self.starts(name, "ce_correlationid") { correlation = book.correlation(value) }
      default: break
      }
    }
    // Most of what is on a shared topic ends here.
    guard correlation != .foreign, let value = record.value else { return }
    try unsafe value.withUnsafeBytes { value in
      guard let view = unsafe ResultView(value, isStructured: isStructured),
        let position = unsafe book.position(value, view)
      else { return }
      if !offsets.contains(position) { offsets = shared.withLock { $0.offsets } }
      guard offsets.contains(position) else { return }
      try unsafe book.record(value, view, position, correlation, lastRow: offsets.lastRow)
    }
    answeredCount.store(book.answered, ordering: .relaxed)
  }

  private static func starts(_ bytes: RawSpan, _ text: StaticString) -> Bool {
    guard bytes.byteCount >= text.utf8CodeUnitCount else { return false }
    return unsafe bytes.withUnsafeBytes { bytes in
      for index in 0..<text.utf8CodeUnitCount where unsafe bytes[index] != text.utf8Start[index] { return false }
      return true
    }
  }
}
