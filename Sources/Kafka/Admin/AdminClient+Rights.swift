internal import Crdkafka

/// Questions about what this user may do.
extension AdminClient {
  /// Whether this library can ask for rights: 2.3.0 and newer.
  public static var canAskForRights: Bool { DescribeFunctions() != nil }

  /// The operations that this user may do with a topic; nil when the library cannot ask, or the brokers do not say.
  public func rights(
    toTopic name: String, timeoutMilliseconds: Int32
  ) throws(KafkaError) -> Set<ResourceOperation>? {
    guard let functions = DescribeFunctions() else { return nil }
    let event = try unsafe ask(RD_KAFKA_ADMIN_OP_ANY, timeoutMilliseconds) { options, queue in
      unsafe Self.ignore(functions.includeOperations(options, 1))
      unsafe name.withCString { name in
        var names: UnsafePointer<CChar>? = unsafe name
        // rdkafka.h, rd_kafka_TopicCollection_of_topic_names copies the names; the request copies the collection.
        guard let topics = unsafe functions.makeTopics(&names, 1) else { return }
        unsafe functions.describeTopics(client.pointer, topics, options, queue)
        unsafe functions.destroyTopics(topics)
      }
    }
    var count = 0
    guard let answer = unsafe functions.topicsResult(event.pointer),
      let topics = unsafe functions.topics(answer, &count), count > 0, let topic = unsafe topics[0]
    else { throw KafkaError(code: .state) }
    try unsafe Self.check(functions.topicError(topic), name)
    return unsafe Self.operations(of: topic, functions.topicOperations)
  }

  /// The operations that this user may do with a group; nil when the library cannot ask, or the brokers do not say.
  ///
  /// Only for a group whose coordinator has answered just now: when it is late, the library ends the process (librdkafka
  /// #4605, open in 2.16).
  public func rights(
    toGroup name: String, timeoutMilliseconds: Int32
  ) throws(KafkaError) -> Set<ResourceOperation>? {
    guard let functions = DescribeFunctions() else { return nil }
    let event = try unsafe ask(RD_KAFKA_ADMIN_OP_ANY, timeoutMilliseconds) { options, queue in
      unsafe Self.ignore(functions.includeOperations(options, 1))
      unsafe name.withCString { name in
        var names: UnsafePointer<CChar>? = unsafe name
        unsafe rd_kafka_DescribeConsumerGroups(client.pointer, &names, 1, options, queue)
      }
    }
    var count = 0
    guard let answer = unsafe rd_kafka_event_DescribeConsumerGroups_result(event.pointer),
      let groups = unsafe rd_kafka_DescribeConsumerGroups_result_groups(answer, &count), count > 0,
      let group = unsafe groups[0]
    else { throw KafkaError(code: .state) }
    try unsafe Self.check(rd_kafka_ConsumerGroupDescription_error(group), name)
    return unsafe Self.operations(of: group, functions.groupOperations)
  }

  /// Destroys the error of an option that this library has; without it the answer has no rights.
  @unsafe private static func ignore(_ error: OpaquePointer?) {
    if let error = unsafe error { unsafe rd_kafka_error_destroy(error) }
  }

  /// Throws an error that stays its owner's.
  @unsafe private static func check(_ error: OpaquePointer?, _ name: String) throws(KafkaError) {
    guard let error = unsafe error else { return }
    let code = unsafe KafkaErrorCode(rd_kafka_error_code(error))
    guard code != .none else { return }
    let text = unsafe rd_kafka_error_string(error).map { unsafe String(cString: $0) }
    throw KafkaError(code: code, message: "\(name): \(text ?? code.text)")
  }

  @unsafe private static func operations(
    of description: OpaquePointer, _ list: DescribeFunctions.Operations
  ) -> Set<ResourceOperation>? {
    var count = 0
    guard let operations = unsafe list(description, &count) else { return nil }
    return Set((0..<count).compactMap { unsafe ResourceOperation(operations[$0]) })
  }
}
