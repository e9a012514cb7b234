internal import Crdkafka

extension Producer {
  /// Queues a record, copying value and key. `tag` comes back in a `DeliveryFailure`.
  ///
  /// Throws `queueFull` (retriable) when the local queue is full: poll, then the same call with the same headers.
  public mutating func produce(
    to topic: ProducerTopic, partition: Int32, key: RawSpan?, value: RawSpan?, headers: inout OutgoingHeaders,
    tag: UInt64
  ) throws(KafkaError) {
    try unsafe produce(topic, partition, key, value, &headers, tag, timestamp: 0, flags: RD_KAFKA_MSG_F_COPY)
  }

  /// Queues a record without copying its value; the key and the headers are copied.
  ///
  /// The value's memory must stay as it is until `commit` or `abort` has succeeded or the producer is gone.
  /// - Parameter timestamp: milliseconds since 1970; 0 has the library look at the clock.
  @unsafe public mutating func produceWithoutCopying(
    to topic: ProducerTopic, partition: Int32, key: RawSpan?, value: RawSpan?, headers: inout OutgoingHeaders,
    tag: UInt64, timestamp: Int64
  ) throws(KafkaError) {
    try unsafe produce(topic, partition, key, value, &headers, tag, timestamp: timestamp, flags: 0)
  }

  @unsafe private func produce(
    _ topic: ProducerTopic, _ partition: Int32, _ key: RawSpan?, _ value: RawSpan?, _ headers: inout OutgoingHeaders,
    _ tag: UInt64, timestamp: Int64, flags: Int32
  ) throws(KafkaError) {
    guard unsafe topic.index < topics.count else { throw KafkaError(plain: .unknownTopic) }
    let count = unsafe arguments.fill(
      topic: topics[topic.index], partition: partition, key: key, value: value, headers: headers.list, tag: tag,
      timestamp: timestamp, flags: flags)
    let error = unsafe rd_kafka_produceva(client.pointer, arguments.values, count)
    guard let error = unsafe error else {
      // Librdkafka's from here on.
      unsafe headers.list = nil
      return
    }
    // The list is still ours: "RD_KAFKA_VTYPE_HEADERS … the headers object will be left untouched on error".
    let failure = KafkaError(consuming: error)
    guard failure.code != .queueFull else {
      throw KafkaError(code: .queueFull, message: failure.message, isRetriable: true)
    }
    throw failure.isFatal || failure.isRetriable || failure.requiresAbort
      ? failure : KafkaError(plain: failure.code, message: failure.message)
  }
}
