internal import Kafka

/// A lane's producer with what is known of the result topics: made and destroyed together.
struct LaneProducer: ~Copyable {
  var client: TransactionalProducer
  let accepted: ProducerTopic
  let rejected: ProducerTopic
  let acceptedPartitions: Int32
  let rejectedPartitions: Int32

  /// Makes a producer and reads the result topics' partition counts, which also spares the first record of each
  /// topic the wait for metadata (librdkafka before 2.10.1, #5032).
  init(_ configuration: ClientConfiguration, accepted: String, rejected: String) throws(KafkaError) {
    client = try TransactionalProducer(configuration)
    self.accepted = try client.topic(named: accepted)
    self.rejected = try client.topic(named: rejected)
    acceptedPartitions = try client.warmUp(self.accepted, timeoutMilliseconds: 5000)
    rejectedPartitions = try client.warmUp(self.rejected, timeoutMilliseconds: 5000)
  }
}
