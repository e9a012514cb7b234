internal import CustomerContract
internal import Kafka

/// A producer of librdkafka's with what is known of the result topics: made and destroyed together.
struct OpenProducer: ~Copyable {
  var client: Producer
  private let accepted: ProducerTopic
  private let rejected: ProducerTopic
  private let acceptedPartitions: Int32
  private let rejectedPartitions: Int32

  /// Makes a producer and reads the result topics' partition counts, which also spares the first record of each topic the
  /// wait for metadata (librdkafka #5032, before 2.10.1).
  init(_ configuration: ClientConfiguration, accepted: String, rejected: String) throws(KafkaError) {
    var client = try Producer(configuration)
    let acceptedTopic = try client.topic(named: accepted)
    let rejectedTopic = try client.topic(named: rejected)
    let acceptedCount = try client.fetchPartitionCount(of: acceptedTopic, timeoutMilliseconds: 5000)
    let rejectedCount = try client.fetchPartitionCount(of: rejectedTopic, timeoutMilliseconds: 5000)
    // A record's partition is taken modulo these.
    guard acceptedCount > 0, rejectedCount > 0 else { throw KafkaError(code: .leaderNotAvailable) }
    self.client = client
    self.accepted = acceptedTopic
    self.rejected = rejectedTopic
    acceptedPartitions = acceptedCount
    rejectedPartitions = rejectedCount
  }

  /// Queues a result without copying its value, which must stay as it is until the transaction has ended.
  mutating func produce(
    _ outgoing: borrowing OutgoingRecords, _ index: Int, _ headers: inout OutgoingHeaders, tag: Int, timestamp: Int64
  ) throws(KafkaError) {
    let record = outgoing[index]
    let isAccepted = record.destination == .accepted
    let partitions = isAccepted ? acceptedPartitions : rejectedPartitions
    // Safe by the contract of `LaneProducer.produce`, which this only passes on.
    try unsafe client.produceWithoutCopying(
      to: isAccepted ? accepted : rejected, partition: record.partition % partitions, key: record.key,
      value: record.value, headers: &headers, tag: UInt64(tag), timestamp: timestamp)
  }

  consuming func close() {
    client.purgeAndClose(withinMilliseconds: 1000)
  }
}
