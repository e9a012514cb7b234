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
  /// - Parameter timestamp: milliseconds since 1970; 0 makes the library look at the clock.
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
    let count = unsafe arguments.fill(
      topic: topics[topic], partition: partition, key: key, value: value, headers: headers.list, tag: tag,
      timestamp: timestamp, flags: flags)
    guard let error = unsafe rd_kafka_produceva(client.pointer, arguments.values, count) else {
      return headers.release()
    }
    // The list is still ours. rdkafka.h, RD_KAFKA_V_HEADERS: "The message object will assume ownership of the headers
    // (unless producev() fails)."
    let failure = unsafe KafkaError(Native(owning: error))
    // A bare code has no flags of its own: `queueFull` is retriable.
    throw failure.isFatal || failure.isRetriable || failure.requiresAbort
      ? failure : KafkaError(code: failure.code, message: failure.message)
  }
}
