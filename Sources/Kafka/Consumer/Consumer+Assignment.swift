internal import Crdkafka

/// The assignment, offsets, and the membership in the group.
extension Consumer {
  /// Replaces the whole assignment: reads these partitions from these offsets.
  ///
  /// It answers `.assigned` in the eager protocol, the only one that is supported, and is all that a consumer outside a
  /// group needs.
  public func assign(_ positions: [TopicPartitionOffset]) throws(KafkaError) {
    let list = PartitionList(positions)
    try unsafe KafkaError.check(rd_kafka_assign(client.pointer, list.pointer))
  }

  /// Gives up every partition. It answers `.revoked` in the eager protocol.
  public func unassign() throws(KafkaError) {
    try unsafe KafkaError.check(rd_kafka_assign(client.pointer, nil))
  }

  /// Reads on from these offsets; a local matter of less than a millisecond.
  public func seek(to positions: [TopicPartitionOffset]) throws(KafkaError) {
    guard !positions.isEmpty else { return }
    let list = PartitionList(positions)
    // A finite time-out is taken a thousand times too short (librdkafka #4230, before 2.1.0), and 0 leaves `_IN_PROGRESS`.
    try unsafe KafkaError.check(rd_kafka_seek_partitions(client.pointer, list.pointer, -1))
    try list.checkElements()
  }

  /// Fetches nothing more of these partitions, and drops what was fetched of them and not polled.
  public func pause(_ partitions: [TopicPartition]) throws(KafkaError) {
    guard !partitions.isEmpty else { return }
    let list = PartitionList(partitions)
    try unsafe KafkaError.check(rd_kafka_pause_partitions(client.pointer, list.pointer))
    try list.checkElements()
  }

  /// Reads on where a paused partition was, or where `seek` has put it meanwhile.
  ///
  /// Only for partitions that are paused: others may be read from an earlier offset again (librdkafka #4636, before 2.4.0).
  public func resume(_ partitions: [TopicPartition]) throws(KafkaError) {
    guard !partitions.isEmpty else { return }
    let list = PartitionList(partitions)
    try unsafe KafkaError.check(rd_kafka_resume_partitions(client.pointer, list.pointer))
    try list.checkElements()
  }

  /// Asks the group for its committed offsets; `LogicalOffset.none` where there is none.
  public func committed(
    _ partitions: [TopicPartition], timeoutMilliseconds: Int32
  ) throws(KafkaError) -> [TopicPartitionOffset] {
    guard !partitions.isEmpty else { return [] }
    let list = PartitionList(partitions)
    let response = unsafe rd_kafka_committed(client.pointer, list.pointer, timeoutMilliseconds)
    if response == RD_KAFKA_RESP_ERR__TIMED_OUT {
      // A consumer of `read_committed` asks for stable offsets (KIP-447) and asks again until there are some.
      throw KafkaError(
        code: .timedOut, message: "the coordinator gave no offsets; a transaction that has not ended keeps them too")
    }
    try KafkaError.check(response)
    try list.checkElements()
    return list.positions
  }

  /// Commits offsets outside any transaction: for start positions only.
  ///
  /// After `_TIMED_OUT` the commit may still happen.
  public func commit(_ positions: [TopicPartitionOffset], timeoutMilliseconds: Int32) throws(KafkaError) {
    guard !positions.isEmpty else { return }
    let list = PartitionList(positions)
    // `rd_kafka_commit` has no time-out; a queue of its own for the answer gives it one.
    let answers = try client.makeQueue()
    try unsafe KafkaError.check(rd_kafka_commit_queue(client.pointer, list.pointer, answers.pointer, nil, nil))
    guard let polled = unsafe rd_kafka_queue_poll(answers.pointer, timeoutMilliseconds) else {
      throw KafkaError(code: .timedOut)
    }
    let event = unsafe Native<EventObject>(owning: polled)
    try unsafe KafkaError.check(rd_kafka_event_error(event.pointer))
    // The list belongs to the event.
    guard let committed = unsafe rd_kafka_event_topic_partition_list(event.pointer) else { return }
    try unsafe PartitionList.checkElements(of: committed)
  }

  /// Asks the partition's leader for the ends of its log.
  ///
  /// With `isolation.level` `read_committed` the high end is the last stable offset, where the first open transaction
  /// begins. Call it under a watchdog: the time-out may be exceeded (librdkafka #5201, before 2.12.0).
  public func watermarks(
    of partition: TopicPartition, timeoutMilliseconds: Int32
  ) throws(KafkaError) -> Watermarks {
    var result = Watermarks(low: -1, high: -1)
    try unsafe KafkaError.check(
      rd_kafka_query_watermark_offsets(
        client.pointer, partition.topic, partition.partition, &result.low, &result.high, timeoutMilliseconds),
      partition.description)
    return result
  }

  /// Asks for the offset of the first record that is no older than a time; `LogicalOffset.end` where there is none.
  ///
  /// - Parameter milliseconds: since 1970.
  public func offsets(
    of partitions: [TopicPartition], since milliseconds: Int64, timeoutMilliseconds: Int32
  ) throws(KafkaError) -> [TopicPartitionOffset] {
    guard !partitions.isEmpty else { return [] }
    let list = PartitionList(partitions.map { TopicPartitionOffset($0, offset: milliseconds) })
    try unsafe KafkaError.check(rd_kafka_offsets_for_times(client.pointer, list.pointer, timeoutMilliseconds))
    try list.checkElements()
    return list.positions
  }

  /// The membership as it is now, for a transaction's offsets.
  public func groupMetadata() -> ConsumerGroupMetadata {
    unsafe ConsumerGroupMetadata(of: client.pointer)
  }

  /// Whether the group has given this member's partitions to others already.
  public var isAssignmentLost: Bool { unsafe rd_kafka_assignment_lost(client.pointer) != 0 }

  /// Whether the coordinator knows this consumer as a member.
  public var memberIsInGroup: Bool { !memberID.isEmpty }

  /// The name that the coordinator gave this member; empty when it is none.
  public var memberID: String {
    guard let id = unsafe rd_kafka_memberid(client.pointer) else { return "" }
    defer { unsafe rd_kafka_mem_free(client.pointer, id) }
    return unsafe String(cString: id)
  }

  /// The protocol that the group's members have agreed on; `.none` before the consumer has joined.
  public var rebalanceProtocol: RebalanceProtocol {
    guard let name = unsafe rd_kafka_rebalance_protocol(client.pointer) else { return .none }
    // rdkafka.h, rd_kafka_rebalance_protocol: "NULL on error, or one of "NONE", "EAGER", "COOPERATIVE" on success." The
    // first letters differ.
    return switch unsafe UInt8(bitPattern: name.pointee) {
    case UInt8(ascii: "E"): .eager
    case UInt8(ascii: "C"): .cooperative
    default: .none
    }
  }
}
