/// The full batches of a transaction, which librdkafka sends before the commit asks for all of them.
///
/// An idempotent producer may have five requests in flight per broker. When more are ready, librdkafka 2.0.2's broker thread
/// polls for the answers without a pause and uses half a core, so the lane waits before there are so many.
struct InFlightBatches {
  /// The most full batches that may be in flight while records are still being produced.
  static let maximumWhileProducing = 2
  /// The most before a commit: lower, because the commit also sends every partition's last batch.
  static let maximumBeforeCommit = 1

  private(set) var count = 0
  /// The records in all of them.
  private(set) var records = 0
  /// The batches that are not full, by queue.
  private var filling: [(records: Int, bytes: Int)] = []

  /// Counts a record.
  ///
  /// - Parameters:
  ///   - queue: a number from 0 for each partition of each destination.
  ///   - bytes: the bytes of key and value.
  ///   - batchBytes: the bytes that fill a batch.
  mutating func add(queue: Int, bytes: Int, batchBytes: Int) {
    while filling.count <= queue { filling.append((0, 0)) }
    filling[queue].records += 1
    filling[queue].bytes += bytes
    guard filling[queue].bytes >= batchBytes else { return }
    count += 1
    records += filling[queue].records
    filling[queue] = (0, 0)
  }

  /// Estimates the full batches in flight from the number of delivery reports and the average batch size.
  func estimate(acknowledged: Int) -> Int {
    count == 0 ? 0 : max(0, (records - acknowledged) * count / records)
  }

  mutating func removeAll() {
    count = 0
    records = 0
    filling.removeAll(keepingCapacity: true)
  }
}
