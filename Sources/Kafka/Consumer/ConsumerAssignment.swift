internal import Crdkafka

/// Answers to the group, and positions.
extension Consumer {
  /// Answers `.assigned`: read these partitions from these offsets.
  ///
  /// The whole assignment in the eager protocol, an addition to it in the cooperative one.
  public func assign(_ positions: [TopicPartitionOffset]) throws(KafkaError) {
    let list = PartitionList(positions)
    if rebalanceProtocol == .cooperative {
      try unsafe KafkaError.check(rd_kafka_incremental_assign(client.pointer, list.pointer))
    } else {
      try unsafe KafkaError.check(rd_kafka_assign(client.pointer, list.pointer))
    }
  }

  /// Answers `.revoked`: everything in the eager protocol, these partitions in the cooperative one.
  public func unassign(_ revoked: [TopicPartition] = []) throws(KafkaError) {
    if rebalanceProtocol == .cooperative {
      let list = PartitionList(revoked)
      try unsafe KafkaError.check(rd_kafka_incremental_unassign(client.pointer, list.pointer))
    } else {
      try unsafe KafkaError.check(rd_kafka_assign(client.pointer, nil))
    }
  }

  /// Reads on from these offsets; a local matter of less than a millisecond.
  public func seek(to positions: [TopicPartitionOffset]) throws(KafkaError) {
    guard !positions.isEmpty else { return }
    let list = PartitionList(positions)
    // A finite time-out is taken a thousand times too short before 2.1.0 (#4230), and 0 leaves `_IN_PROGRESS`.
    try unsafe KafkaError.check(rd_kafka_seek_partitions(client.pointer, list.pointer, -1))
    try list.checkElements()
  }

  /// Asks the group for its committed offsets; `TopicPartitionOffset.none` where there is none.
  public func committed(
    _ partitions: [TopicPartition], timeoutMilliseconds: Int32
  ) throws(KafkaError) -> [TopicPartitionOffset] {
    guard !partitions.isEmpty else { return [] }
    let list = PartitionList(partitions)
    let response = unsafe rd_kafka_committed(client.pointer, list.pointer, timeoutMilliseconds)
    if response == RD_KAFKA_RESP_ERR__TIMED_OUT {
      // A consumer of `read_committed` asks for stable offsets (KIP-447) and asks again until there are some.
      throw KafkaError(
        plain: .timedOut, message: "the coordinator gave no offsets; a transaction that has not ended keeps them too")
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
    guard let answers = unsafe rd_kafka_queue_new(client.pointer) else { throw KafkaError(plain: .state) }
    defer { unsafe rd_kafka_queue_destroy(answers) }
    try unsafe KafkaError.check(rd_kafka_commit_queue(client.pointer, list.pointer, answers, nil, nil))
    guard let event = unsafe rd_kafka_queue_poll(answers, timeoutMilliseconds) else {
      throw KafkaError(plain: .timedOut)
    }
    defer { unsafe rd_kafka_event_destroy(event) }
    try unsafe KafkaError.check(rd_kafka_event_error(event))
    // The list belongs to the event.
    guard let committed = unsafe rd_kafka_event_topic_partition_list(event) else { return }
    for index in 0..<(unsafe Int(committed.pointee.cnt)) {
      let element = unsafe committed.pointee.elems[index]
      try unsafe KafkaError.check(element.err, "\(String(cString: element.topic))[\(element.partition)]")
    }
  }

  /// Asks the partition's leader for the ends of its log.
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

  public var rebalanceProtocol: RebalanceProtocol {
    guard let name = unsafe rd_kafka_rebalance_protocol(client.pointer) else { return .none }
    // "EAGER", "COOPERATIVE" or "NONE".
    return switch unsafe UInt8(bitPattern: name.pointee) {
    case UInt8(ascii: "E"): .eager
    case UInt8(ascii: "C"): .cooperative
    default: .none
    }
  }
}
