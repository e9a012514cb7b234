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

  /// Sends a request and waits for its one answer.
  func ask(
    _ operation: rd_kafka_admin_op_t, _ timeoutMilliseconds: Int32,
    _ request: (_ options: OpaquePointer, _ queue: OpaquePointer) -> Void
  ) throws(KafkaError) -> Native<EventObject> {
    let options = try unsafe Native<AdminOptionsObject>(
      owning: rd_kafka_AdminOptions_new(client.pointer, operation), orThrow: KafkaError(code: .unsupportedFeature))
    try unsafe KafkaError.check(
      rd_kafka_AdminOptions_set_request_timeout(options.pointer, timeoutMilliseconds, nil, 0), "time-out")
    let queue = try client.makeQueue()
    unsafe request(options.pointer, queue.pointer)
    // The request's own time-out brings an answer; the second more is for a client that is stuck.
    let patience = timeoutMilliseconds.addingReportingOverflow(1000)
    guard
      let polled = unsafe rd_kafka_queue_poll(queue.pointer, patience.overflow ? .max : patience.partialValue)
    else { throw KafkaError(code: .timedOut) }
    let event = unsafe Native<EventObject>(owning: polled)
    let code = unsafe KafkaErrorCode(rd_kafka_event_error(event.pointer))
    guard code == .none else {
      let text = unsafe rd_kafka_event_error_string(event.pointer).map { unsafe String(cString: $0) }
      throw KafkaError(code: code, message: text)
    }
    return event
  }
}
