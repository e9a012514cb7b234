internal import Crdkafka

extension AdminClient {
  /// Creates topics; `topicAlreadyExists` is an answer like any other.
  public func createTopics(
    _ topics: [NewTopic], timeoutMilliseconds: Int32
  ) throws(KafkaError) -> [CreateTopicResult] {
    guard !topics.isEmpty else { return [] }
    var requests: [OpaquePointer?] = unsafe []
    defer { unsafe requests.forEach { unsafe rd_kafka_NewTopic_destroy($0) } }
    for topic in topics { try unsafe requests.append(Self.request(for: topic)) }
    let event = try ask(RD_KAFKA_ADMIN_OP_CREATETOPICS, timeoutMilliseconds) { options, queue in
      unsafe requests.withUnsafeMutableBufferPointer { requests in
        unsafe rd_kafka_CreateTopics(client.pointer, requests.baseAddress, requests.count, options, queue)
      }
    }
    defer { unsafe rd_kafka_event_destroy(event) }
    var count = 0
    guard let answer = unsafe rd_kafka_event_CreateTopics_result(event),
      let results = unsafe rd_kafka_CreateTopics_result_topics(answer, &count)
    else { throw KafkaError(plain: .state) }
    return (0..<count).map { index in
      let result = unsafe results[index]
      let code = unsafe KafkaErrorCode(rd_kafka_topic_result_error(result))
      let text = unsafe rd_kafka_topic_result_error_string(result).map { unsafe String(cString: $0) }
      return unsafe CreateTopicResult(
        topic: String(cString: rd_kafka_topic_result_name(result)),
        error: code == .none ? nil : KafkaError(plain: code, message: text))
    }
  }

  /// One setting of a topic, such as `max.message.bytes`; nil when the cluster does not tell it.
  public func topicConfiguration(
    _ topic: String, _ name: String, timeoutMilliseconds: Int32
  ) throws(KafkaError) -> String? {
    var resource = unsafe rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic)
    guard unsafe resource != nil else { throw KafkaError(plain: .invalidArgument, message: topic) }
    defer { unsafe rd_kafka_ConfigResource_destroy(resource) }
    let event = try ask(RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, timeoutMilliseconds) { options, queue in
      unsafe rd_kafka_DescribeConfigs(client.pointer, &resource, 1, options, queue)
    }
    defer { unsafe rd_kafka_event_destroy(event) }
    var count = 0
    guard let answer = unsafe rd_kafka_event_DescribeConfigs_result(event),
      let resources = unsafe rd_kafka_DescribeConfigs_result_resources(answer, &count), count > 0,
      let described = unsafe resources[0]
    else { throw KafkaError(plain: .state) }
    try unsafe KafkaError.check(rd_kafka_ConfigResource_error(described), topic)
    var entryCount = 0
    let entries = unsafe rd_kafka_ConfigResource_configs(described, &entryCount)
    for index in 0..<entryCount {
      guard let entry = unsafe entries?[index], let entryName = unsafe rd_kafka_ConfigEntry_name(entry),
        unsafe String(cString: entryName) == name
      else { continue }
      return unsafe rd_kafka_ConfigEntry_value(entry).map { unsafe String(cString: $0) }
    }
    return nil
  }

  @safe private static func request(for topic: NewTopic) throws(KafkaError) -> OpaquePointer {
    var reason = ""
    let made = withErrorText { text, count in
      unsafe rd_kafka_NewTopic_new(topic.name, topic.partitions, topic.replicationFactor, text, count)
    } onText: {
      reason = $0
    }
    guard let request = unsafe made else {
      throw KafkaError(plain: .invalidArgument, message: "\(topic.name): \(reason)")
    }
    for (name, value) in topic.configuration {
      let response = unsafe rd_kafka_NewTopic_set_config(request, name, value)
      guard response != RD_KAFKA_RESP_ERR_NO_ERROR else { continue }
      unsafe rd_kafka_NewTopic_destroy(request)
      throw KafkaError(plain: KafkaErrorCode(response), message: "\(topic.name): \(name)")
    }
    return unsafe request
  }

  /// Sends a request and waits for its one answer, which is the caller's to destroy.
  @safe private func ask(
    _ operation: rd_kafka_admin_op_t, _ timeoutMilliseconds: Int32,
    _ request: (_ options: OpaquePointer, _ queue: OpaquePointer) -> Void
  ) throws(KafkaError) -> OpaquePointer {
    guard let options = unsafe rd_kafka_AdminOptions_new(client.pointer, operation) else {
      throw KafkaError(plain: .unsupportedFeature)
    }
    defer { unsafe rd_kafka_AdminOptions_destroy(options) }
    try unsafe KafkaError.check(
      rd_kafka_AdminOptions_set_request_timeout(options, timeoutMilliseconds, nil, 0), "time-out")
    guard let queue = unsafe rd_kafka_queue_new(client.pointer) else { throw KafkaError(plain: .state) }
    defer { unsafe rd_kafka_queue_destroy(queue) }
    unsafe request(options, queue)
    // The request's own time-out brings an answer; the second more is for a client that is stuck.
    let patience = timeoutMilliseconds.addingReportingOverflow(1000)
    guard let event = unsafe rd_kafka_queue_poll(queue, patience.overflow ? .max : patience.partialValue) else {
      throw KafkaError(plain: .timedOut)
    }
    let code = unsafe KafkaErrorCode(rd_kafka_event_error(event))
    guard code == .none else {
      let text = unsafe rd_kafka_event_error_string(event).map { unsafe String(cString: $0) }
      unsafe rd_kafka_event_destroy(event)
      throw KafkaError(plain: code, message: text)
    }
    return unsafe event
  }
}
