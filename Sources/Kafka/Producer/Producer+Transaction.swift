internal import Crdkafka

/// The transaction's calls. Time-outs are in milliseconds; -1 really does wait forever.
extension Producer {
  /// Takes over the `transactional.id`: fences the producer before it and ends the transaction that it left open.
  public mutating func initTransactions(timeoutMilliseconds: Int32) throws(KafkaError) {
    try unsafe KafkaError.check(rd_kafka_init_transactions(client.pointer, timeoutMilliseconds))
  }

  /// Opens a transaction, without asking a broker, and counts delivery reports from 0 again.
  public mutating func begin() throws(KafkaError) {
    resetDeliveryReports()
    try unsafe KafkaError.check(rd_kafka_begin_transaction(client.pointer))
  }

  /// Makes the consumer's offsets part of the transaction.
  ///
  /// Call it under a watchdog: the time-out does not hold while the group's coordinator is out of reach (librdkafka #5456
  /// and #5511, open in 2.16). It takes 30 s and more, and forever on newer libraries.
  public mutating func sendOffsets(
    _ offsets: [TopicPartitionOffset], group: borrowing ConsumerGroupMetadata, timeoutMilliseconds: Int32
  ) throws(KafkaError) {
    let list = PartitionList(offsets)
    try unsafe KafkaError.check(
      rd_kafka_send_offsets_to_transaction(client.pointer, list.pointer, group.native.pointer, timeoutMilliseconds))
  }

  /// Writes what is queued and commits. After a retriable error only `commit` is right.
  public mutating func commit(timeoutMilliseconds: Int32) throws(KafkaError) {
    try unsafe KafkaError.check(rd_kafka_commit_transaction(client.pointer, timeoutMilliseconds))
  }

  /// Drops what is queued and aborts. Retriable errors, and those that ask for an abort, ask for `abort` again.
  public mutating func abort(timeoutMilliseconds: Int32) throws(KafkaError) {
    try unsafe KafkaError.check(rd_kafka_abort_transaction(client.pointer, timeoutMilliseconds))
  }
}
