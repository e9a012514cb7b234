/// The batches of a transaction that are full: those that librdkafka sends before the commit asks for all.
///
/// A broker has five requests of such a producer under way, and one more may wait. While another is ready, the thread of
/// librdkafka 2.0.2 that talks to this broker asks for the answers without a pause, at the cost of half a core. So the lane
/// waits itself before there are so many.
struct FullBatches {
  /// As many may be on their way while records are produced,
  static let whileProducing = 2
  /// and before a commit, which sends each partition's last batch as well.
  static let beforeCommit = 1

  private(set) var count = 0
  /// In all of them.
  private(set) var records = 0
  /// Those that are not full, by destination and partition.
  private var filling: [(records: Int, bytes: Int)] = []

  /// Adds a record.
  ///
  /// - Parameters:
  ///   - place: one number for each partition of each destination, from 0.
  ///   - bytes: of key and value.
  ///   - batchBytes: what fills a batch.
  mutating func add(place: Int, bytes: Int, batchBytes: Int) {
    while filling.count <= place { filling.append((0, 0)) }
    filling[place].records += 1
    filling[place].bytes += bytes
    guard filling[place].bytes >= batchBytes else { return }
    count += 1
    records += filling[place].records
    filling[place] = (0, 0)
  }

  /// How many are still on their way when so many records have been reported, by the records of an average one.
  func underWay(reported: Int) -> Int {
    count == 0 ? 0 : max(0, (records - reported) * count / records)
  }

  mutating func removeAll() {
    count = 0
    records = 0
    filling.removeAll(keepingCapacity: true)
  }
}
