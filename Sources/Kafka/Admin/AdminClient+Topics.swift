internal import Crdkafka

extension AdminClient {
  /// Creates topics; `topicAlreadyExists` is an answer like any other.
  public func createTopics(
    _ topics: [NewTopic], timeoutMilliseconds: Int32
  ) throws(KafkaError) -> [CreateTopicResult] {
    guard !topics.isEmpty else { return [] }
    let requests = try NewTopicRequests(topics)
    let event = try unsafe ask(RD_KAFKA_ADMIN_OP_CREATETOPICS, timeoutMilliseconds) { options, queue in
      unsafe requests.withPointers { pointers, count in
        unsafe rd_kafka_CreateTopics(client.pointer, pointers, count, options, queue)
      }
    }
    var count = 0
    guard let answer = unsafe rd_kafka_event_CreateTopics_result(event.pointer),
      let results = unsafe rd_kafka_CreateTopics_result_topics(answer, &count)
    else { throw KafkaError(code: .state) }
    return (0..<count).map { index in
      let result = unsafe results[index]
      let code = unsafe KafkaErrorCode(rd_kafka_topic_result_error(result))
      let text = unsafe rd_kafka_topic_result_error_string(result).map { unsafe String(cString: $0) }
      return unsafe CreateTopicResult(
        topic: String(cString: rd_kafka_topic_result_name(result)),
        error: code == .none ? nil : KafkaError(code: code, message: text))
    }
  }

  /// The settings of a topic that have a value, such as `max.message.bytes`.
  public func topicConfiguration(
    _ topic: String, timeoutMilliseconds: Int32
  ) throws(KafkaError) -> [String: String] {
    let resource = try unsafe Native<ConfigResourceObject>(
      owning: rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic),
      orThrow: KafkaError(code: .invalidArgument, message: topic))
    let event = try unsafe ask(RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, timeoutMilliseconds) { options, queue in
      var pointer: OpaquePointer? = unsafe resource.pointer
      unsafe rd_kafka_DescribeConfigs(client.pointer, &pointer, 1, options, queue)
    }
    var count = 0
    guard let answer = unsafe rd_kafka_event_DescribeConfigs_result(event.pointer),
      let resources = unsafe rd_kafka_DescribeConfigs_result_resources(answer, &count), count > 0,
      let described = unsafe resources[0]
    else { throw KafkaError(code: .state) }
    try unsafe KafkaError.check(rd_kafka_ConfigResource_error(described), topic)
    var entryCount = 0
    let entries = unsafe rd_kafka_ConfigResource_configs(described, &entryCount)
    var values: [String: String] = [:]
    for index in 0..<entryCount {
      guard let entry = unsafe entries?[index], let name = unsafe rd_kafka_ConfigEntry_name(entry),
        let value = unsafe rd_kafka_ConfigEntry_value(entry)
      else { continue }
      unsafe values[String(cString: name)] = unsafe String(cString: value)
    }
    return values
  }
}
