internal import Crdkafka

/// Owns what a cluster said of itself, or of one topic.
@safe struct Metadata: ~Copyable {
  private let pointer: UnsafePointer<rd_kafka_metadata>

  /// Asks for one topic, or with nil for the brokers alone.
  @safe init(
    of topic: OpaquePointer?, _ client: borrowing ClientHandle, _ timeoutMilliseconds: Int32
  ) throws(KafkaError) {
    var result: UnsafePointer<rd_kafka_metadata>?
    try unsafe KafkaError.check(rd_kafka_metadata(client.pointer, 0, topic, &result, timeoutMilliseconds))
    guard let result = unsafe result else { throw KafkaError(plain: .state) }
    unsafe pointer = unsafe result
  }

  deinit {
    unsafe rd_kafka_metadata_destroy(pointer)
  }

  var brokerCount: Int { unsafe Int(pointer.pointee.broker_cnt) }

  /// The partition count of the topic that was asked for.
  func partitionCount() throws(KafkaError) -> Int32 {
    guard unsafe pointer.pointee.topic_cnt > 0 else { throw KafkaError(plain: .unknownTopicOrPartition) }
    let topic = unsafe pointer.pointee.topics[0]
    try unsafe KafkaError.check(topic.err, String(cString: topic.topic))
    return unsafe topic.partition_cnt
  }
}

extension ClientHandle {
  /// Asks for one topic, which asking does not create for a consumer.
  func metadata(of topic: String, _ timeoutMilliseconds: Int32) throws(KafkaError) -> Metadata {
    guard let topic = unsafe rd_kafka_topic_new(pointer, topic, nil) else {
      throw KafkaError(plain: KafkaErrorCode(rd_kafka_last_error()), message: topic)
    }
    defer { unsafe rd_kafka_topic_destroy(topic) }
    return try Metadata(of: topic, self, timeoutMilliseconds)
  }
}
