internal import Crdkafka

extension ConsumerEvent {
  /// Takes over any event but a fetch.
  @safe init(consuming event: OpaquePointer, of client: OpaquePointer) {
    let type = unsafe rd_kafka_event_type(event)
    if type == RD_KAFKA_EVENT_LOG {
      self = LogLine(consuming: event).map { .log($0) } ?? .none
      return
    }
    defer { unsafe rd_kafka_event_destroy(event) }
    switch type {
    case RD_KAFKA_EVENT_REBALANCE: self = Self.rebalance(event, of: client)
    case RD_KAFKA_EVENT_ERROR: self = Self.error(event, of: client)
    case RD_KAFKA_EVENT_STATS: self = unsafe .statistics(String(cString: rd_kafka_event_stats(event)))
    default: self = .none
    }
  }

  @safe private static func rebalance(_ event: OpaquePointer, of client: OpaquePointer) -> ConsumerEvent {
    // The list belongs to the event.
    let list = unsafe rd_kafka_event_topic_partition_list(event)
    let partitions = unsafe list.map { unsafe PartitionList.partitions(of: $0) } ?? []
    if unsafe rd_kafka_event_error(event) == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS { return .assigned(partitions) }
    return unsafe .revoked(partitions, isLost: rd_kafka_assignment_lost(client) != 0)
  }

  @safe private static func error(_ event: OpaquePointer, of client: OpaquePointer) -> ConsumerEvent {
    let code = unsafe KafkaErrorCode(rd_kafka_event_error(event))
    let message = unsafe rd_kafka_event_error_string(event).map { unsafe String(cString: $0) }
    if unsafe rd_kafka_event_error_is_fatal(event) != 0 || code == .fatal {
      // `_FATAL` only says that there is one; the cause (FENCED_INSTANCE_ID) is asked for.
      return .error(
        KafkaError.fatal(of: client) ?? KafkaError(code: code, message: message, isFatal: true))
    }
    let error = KafkaError(plain: code, message: message)
    guard let place = unsafe rd_kafka_event_topic_partition(event) else {
      return code == .autoOffsetReset || code == .unknownTopicOrPartition
        ? .partitionError(nil, offset: TopicPartitionOffset.none, error) : .error(error)
    }
    defer { unsafe rd_kafka_topic_partition_destroy(place) }
    let partition = unsafe TopicPartition(
      topic: String(cString: place.pointee.topic), partition: place.pointee.partition)
    return unsafe .partitionError(partition, offset: place.pointee.offset, error)
  }
}
