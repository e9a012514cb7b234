internal import Crdkafka

/// Asks a cluster about itself and creates topics.
///
/// A mock cluster has no admin API: `createTopics` and `topicConfiguration` throw `unsupportedFeature` there.
@safe public struct AdminClient: ~Copyable {
  let client: ClientHandle

  public init(_ configuration: ClientConfiguration) throws(KafkaError) {
    // A consumer, though it never consumes: a producer that asks for a missing topic may create it.
    client = try ClientHandle(configuration, isConsumer: true)
  }

  /// The cluster's id.
  public func clusterID(timeoutMilliseconds: Int32) throws(KafkaError) -> String {
    guard let id = unsafe rd_kafka_clusterid(client.pointer, timeoutMilliseconds) else {
      throw KafkaError(plain: .timedOut, message: "The cluster did not tell its id in time")
    }
    defer { unsafe rd_kafka_mem_free(client.pointer, id) }
    return unsafe String(cString: id)
  }

  /// How many brokers the cluster names; an answer proves that one was reached.
  public func brokerCount(timeoutMilliseconds: Int32) throws(KafkaError) -> Int {
    try Metadata(of: nil, client, timeoutMilliseconds).brokerCount
  }

  /// The partition counts of topics, each with its own error; no topic is created by asking.
  ///
  /// Throws when no broker answers. The time-out is for each topic.
  public func partitionCounts(
    of topics: [String], timeoutMilliseconds: Int32
  ) throws(KafkaError) -> [TopicPartitionCount] {
    var result: [TopicPartitionCount] = []
    for name in topics {
      guard let topic = unsafe rd_kafka_topic_new(client.pointer, name, nil) else {
        let error = KafkaError(plain: KafkaErrorCode(rd_kafka_last_error()), message: name)
        result.append(TopicPartitionCount(topic: name, count: 0, error: error))
        continue
      }
      defer { unsafe rd_kafka_topic_destroy(topic) }
      let metadata = try Metadata(of: topic, client, timeoutMilliseconds)
      do throws(KafkaError) {
        result.append(TopicPartitionCount(topic: name, count: try metadata.partitionCount(), error: nil))
      } catch {
        result.append(TopicPartitionCount(topic: name, count: 0, error: error))
      }
    }
    return result
  }

  /// The log lines that wait; never blocks.
  public func drainLog(_ body: (LogLine) -> Void) {
    client.drainLog(body)
  }
}
