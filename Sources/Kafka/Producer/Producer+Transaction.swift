internal import Crdkafka

/// The transaction's calls. Time-outs are in milliseconds; -1 waits for ever indeed.
extension Producer {
  /// Takes the `transactional.id` over: fences the producer before it and ends the transaction it left open.
  public mutating func initTransactions(timeoutMilliseconds: Int32) throws(KafkaError) {
    try unsafe KafkaError.check(rd_kafka_init_transactions(client.pointer, timeoutMilliseconds))
  }

  /// Opens a transaction: a local matter. Forgets the delivery reports of the last one.
  public mutating func begin() throws(KafkaError) {
    resetDeliveryReports()
    try unsafe KafkaError.check(rd_kafka_begin_transaction(client.pointer))
  }

  /// Makes the consumer's positions part of the transaction.
  ///
  /// The time-out does not hold while the group's coordinator is out of reach: 30 s and more, for ever on newer libraries
  /// (#5456, #5511). Call it under a watchdog.
  public mutating func sendOffsets(
    _ offsets: [TopicPartitionOffset], group: borrowing ConsumerGroupMetadata, timeoutMilliseconds: Int32
  ) throws(KafkaError) {
    let list = PartitionList(offsets)
    try unsafe KafkaError.check(
      rd_kafka_send_offsets_to_transaction(client.pointer, list.pointer, group.pointer, timeoutMilliseconds))
  }

  /// Writes what is queued and commits. After a retriable error only `commit` again is right.
  public mutating func commit(timeoutMilliseconds: Int32) throws(KafkaError) {
    try unsafe KafkaError.check(rd_kafka_commit_transaction(client.pointer, timeoutMilliseconds))
  }

  /// Drops what is queued and aborts. Retriable errors, and those that ask for an abort, ask for `abort` again.
  public mutating func abort(timeoutMilliseconds: Int32) throws(KafkaError) {
    try unsafe KafkaError.check(rd_kafka_abort_transaction(client.pointer, timeoutMilliseconds))
  }
}
