internal import Kafka
internal import Platform

/// The rows of a file on their way to the command topic: a thread reads them ahead, and each batch is produced at once.
///
/// The producer reads the values of a batch in place, so the batches of a transaction are kept until it has ended.
struct RowSender {
  /// The header with the workspace; nil without one.
  private let workspace: (name: [UInt8], value: [UInt8])?
  private let correlation: RowCorrelation
  private var feeder: RowFeeder?
  private var batches: [RowBatch] = []

  init(_ job: JobName, workspace: (name: [UInt8], value: [UInt8])?) {
    correlation = RowCorrelation(job)
    self.workspace = workspace
  }

  /// Begins to read behind a position, and forgets what was read before.
  ///
  /// - Parameters:
  ///   - digest: The file's, which is compared at its end.
  ///   - batchRows: The most rows of a batch.
  mutating func start(
    _ input: ImportInput, from position: SentPosition, digest: String, batchRows: Int
  ) throws(ThreadError) {
    stop()
    releaseBatches()
    feeder = try RowFeeder(input, from: position, digest: digest, batchRows: batchRows)
  }

  /// Ends the reading. The batches stay until nothing reads them any more.
  mutating func stop() {
    feeder?.stop()
    feeder = nil
  }

  /// Gives up the batches: no producer has them any more.
  mutating func releaseBatches() { batches.removeAll(keepingCapacity: true) }

  /// The number of rows of the next batch; nil when none is there within the time.
  func nextCount(waitingMilliseconds milliseconds: Int64) throws(RowFeederFailure) -> Int? {
    try feeder?.nextCount(waitingMilliseconds: milliseconds)
  }

  /// Produces the batch that `nextCount` has told of.
  ///
  /// - Returns: The batch, and why not all of it was produced; nil when there is none.
  mutating func send(by producer: JobProducer?) -> (batch: RowBatch, failure: KafkaError?)? {
    guard let batch = feeder?.take() else { return nil }
    batches.append(batch)
    do throws(KafkaError) {
      try produce(batch, producer)
      return (batch, nil)
    } catch {
      return (batch, error)
    }
  }

  private func produce(_ batch: RowBatch, _ producer: JobProducer?) throws(KafkaError) {
    let time = RealTimeClock.milliseconds()
    var failure: KafkaError?
    unsafe withUnsafeTemporaryAllocation(byteCount: correlation.byteCountMaximum, alignment: 1) { room in
      do throws(KafkaError) {
        for row in batch.rows {
          let count = unsafe correlation.write(row.number, to: room)
          let content = unsafe batch.content(row)
          try unsafe producer?.send(
            key: RawSpan(_unsafeBytes: content.key), value: RawSpan(_unsafeBytes: content.value),
            correlation: RawSpan(_unsafeBytes: UnsafeRawBufferPointer(rebasing: room[..<count])),
            hasIdempotencyKey: row.hasIdempotencyKey, workspace: workspace, timestamp: time)
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}
