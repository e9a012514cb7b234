internal import Kafka
internal import Settings

/// A client that asks brokers about topics and the workers' group; it reads nothing and joins nothing.
///
/// It counts the records of open transactions, so that an end that it names is the end of everything written before.
struct ClusterObserver: ~Copyable {
  private static let timeoutMilliseconds: Int32 = 5000

  private let consumer: Consumer

  init(_ settings: WorkerSettings) throws {
    consumer = try Consumer(ImportClients.observer(settings), groupID: settings.kafka.groupId)
  }

  /// Every partition of a topic.
  func partitions(of topic: String) throws(KafkaError) -> [TopicPartition] {
    let count = try consumer.partitionCount(of: topic, timeoutMilliseconds: Self.timeoutMilliseconds)
    return (0..<count).map { TopicPartition(topic: topic, partition: $0) }
  }

  func watermarks(of partition: TopicPartition) throws(KafkaError) -> Watermarks {
    try consumer.watermarks(of: partition, timeoutMilliseconds: Self.timeoutMilliseconds)
  }

  /// The ends of a topic's partitions.
  func ends(of topic: String) throws(KafkaError) -> [TopicPartitionOffset] {
    var ends: [TopicPartitionOffset] = []
    for partition in try partitions(of: topic) {
      ends.append(TopicPartitionOffset(partition, offset: try watermarks(of: partition).high))
    }
    return ends
  }

  func offsets(of partitions: [TopicPartition], since milliseconds: Int64) throws(KafkaError) -> [TopicPartitionOffset]
  {
    try consumer.offsets(of: partitions, since: milliseconds, timeoutMilliseconds: Self.timeoutMilliseconds)
  }

  /// The offsets that the workers' group has committed.
  func committed(_ partitions: [TopicPartition]) throws(KafkaError) -> [TopicPartitionOffset] {
    try consumer.committed(partitions, timeoutMilliseconds: Self.timeoutMilliseconds)
  }

  /// The number of members that the workers' group has; nil when nobody says.
  func memberCount() -> Int? {
    try? consumer.groupMemberIDs(timeoutMilliseconds: Self.timeoutMilliseconds).count
  }

  /// Throws the log away, so that it does not pile up.
  func drainLog() { consumer.drainLog { _ in } }
}
