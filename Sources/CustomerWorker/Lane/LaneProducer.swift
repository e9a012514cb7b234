internal import Kafka

/// A lane's producer with what is known of the result topics: made and destroyed together.
struct LaneProducer: ~Copyable {
  var client: Producer
  let accepted: ProducerTopic
  let rejected: ProducerTopic
  let acceptedPartitions: Int32
  let rejectedPartitions: Int32

  /// Makes a producer and reads the result topics' partition counts, which also spares the first record of each
  /// topic the wait for metadata (librdkafka before 2.10.1, #5032).
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

  consuming func close() {
    client.purgeAndClose(withinMilliseconds: 1000)
  }
}
