internal import Crdkafka
internal import Glibc

extension ConsumerEvent {
  /// Reads any event but a fetch.
  init(_ event: borrowing Native<EventObject>, of client: borrowing ClientHandle<ConnectionCounter>) {
    switch unsafe rd_kafka_event_type(event.pointer) {
    case RD_KAFKA_EVENT_LOG: self = LogLine(event).map { .log($0) } ?? .none
    case RD_KAFKA_EVENT_REBALANCE: self = Self.rebalance(event, of: client)
    case RD_KAFKA_EVENT_STATS: self = Self.statistics(event)
    case RD_KAFKA_EVENT_ERROR: self = Self.error(event, of: client)
    default: self = .none
    }
  }

  private static func rebalance(
    _ event: borrowing Native<EventObject>, of client: borrowing ClientHandle<ConnectionCounter>
  ) -> ConsumerEvent {
    // The list belongs to the event.
    let list = unsafe rd_kafka_event_topic_partition_list(event.pointer)
    let partitions = unsafe list.map { unsafe PartitionList.partitions(of: $0) } ?? []
    return unsafe rd_kafka_event_error(event.pointer) == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS
      ? .assigned(partitions) : .revoked(partitions, isLost: rd_kafka_assignment_lost(client.pointer) != 0)
  }

  private static func statistics(_ event: borrowing Native<EventObject>) -> ConsumerEvent {
    // The text belongs to the event.
    guard let text = unsafe rd_kafka_event_stats(event.pointer) else { return .none }
    return unsafe .statistics(Array(UnsafeRawBufferPointer(start: text, count: strlen(text))))
  }

  private static func error(
    _ event: borrowing Native<EventObject>, of client: borrowing ClientHandle<ConnectionCounter>
  ) -> ConsumerEvent {
    let code = unsafe KafkaErrorCode(rd_kafka_event_error(event.pointer))
    let message = unsafe rd_kafka_event_error_string(event.pointer).map { unsafe String(cString: $0) }
    if unsafe rd_kafka_event_error_is_fatal(event.pointer) != 0 || code == .fatal {
      // `_FATAL` only says that there is one; the cause (FENCED_INSTANCE_ID) is asked for.
      return .error(
        client.fatalError
          ?? KafkaError(code: code, message: message, isFatal: true, isRetriable: false, requiresAbort: false))
    }
    let error = KafkaError(code: code, message: message)
    guard let position = unsafe rd_kafka_event_topic_partition(event.pointer) else {
      return code == .autoOffsetReset || code == .unknownTopicOrPartition
        ? .partitionError(nil, offset: LogicalOffset.none, error) : .error(error)
    }
    defer { unsafe rd_kafka_topic_partition_destroy(position) }
    let partition = unsafe TopicPartition(
      topic: String(cString: position.pointee.topic), partition: position.pointee.partition)
    let offset = unsafe position.pointee.offset
    return code == .partitionEOF
      ? .partitionEnd(partition, offset: offset) : .partitionError(partition, offset: offset, error)
  }
}
