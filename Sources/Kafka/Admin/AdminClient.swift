internal import Crdkafka

/// A client that asks a cluster about itself and creates topics.
///
/// A mock cluster has no admin API: `createTopics` and `topicConfiguration` time out there.
@safe public struct AdminClient: ~Copyable {
  let client: ClientHandle<ConnectionCounter>

  public init(_ configuration: ClientConfiguration) throws(KafkaError) {
    // A consumer, though it never consumes: a producer that asks for a missing topic may create it.
    client = try ClientHandle(RD_KAFKA_CONSUMER, configuration)
  }

  /// The cluster's id.
  public func clusterID(timeoutMilliseconds: Int32) throws(KafkaError) -> String {
    guard let id = unsafe rd_kafka_clusterid(client.pointer, timeoutMilliseconds) else {
      throw KafkaError(code: .timedOut, message: "The cluster did not tell its id in time")
    }
    defer { unsafe rd_kafka_mem_free(client.pointer, id) }
    return unsafe String(cString: id)
  }

  /// The number of brokers that the cluster names; an answer proves that one was reached.
  public func brokerCount(timeoutMilliseconds: Int32) throws(KafkaError) -> Int {
    try client.metadata(timeoutMilliseconds: timeoutMilliseconds).brokerCount
  }

  /// The partition counts of topics, each with its own error; no topic is created by asking.
  ///
  /// Throws when no broker answers. The time-out is for each topic.
  public func partitionCounts(
    of topics: [String], timeoutMilliseconds: Int32
  ) throws(KafkaError) -> [TopicPartitionCount] {
    var result: [TopicPartitionCount] = []
    for name in topics {
      let topic = try client.topic(named: name)
      let metadata = try client.metadata(of: topic, timeoutMilliseconds: timeoutMilliseconds)
      do throws(KafkaError) {
        result.append(TopicPartitionCount(topic: name, count: try metadata.partitionCount(), error: nil))
      } catch {
        result.append(TopicPartitionCount(topic: name, count: 0, error: error))
      }
    }
    return result
  }

  /// Hands over the log lines that wait; never blocks.
  public func drainLog(_ body: (LogLine) -> Void) {
    client.drainLog(body)
  }
}
