internal import Crdkafka

/// A member of a consumer group.
///
/// Used on one thread. It commits nothing by itself and stores no offsets; what was processed is the caller's to know.
/// Polling keeps the membership: nobody who does not poll for `max.poll.interval.ms` stays in the group.
@safe public struct Consumer: ~Copyable {
  let client: ClientHandle
  let groupID: String
  private let queue: OpaquePointer
  private var fetchQueueWakeup: FetchQueueWakeup?

  /// Makes a consumer that is not in the group yet. `instanceID` makes it a static member (KIP-345).
  public init(
    _ configuration: ClientConfiguration, groupID: String, instanceID: String? = nil
  ) throws(KafkaError) {
    var configuration = configuration
    do {
      try configuration.set("group.id", groupID)
      if let instanceID { try configuration.set("group.instance.id", instanceID) }
      try configuration.set("enable.auto.commit", "false")
      try configuration.set("enable.auto.offset.store", "false")
    } catch {
      throw KafkaError(plain: .invalidArgument, message: error.description)
    }
    let client = try ClientHandle(
      configuration, isConsumer: true,
      events: RD_KAFKA_EVENT_FETCH | RD_KAFKA_EVENT_REBALANCE | RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_STATS
        | RD_KAFKA_EVENT_OFFSET_COMMIT)
    try unsafe KafkaError.check(rd_kafka_poll_set_consumer(client.pointer))
    guard let queue = unsafe rd_kafka_queue_get_consumer(client.pointer) else {
      throw KafkaError(plain: .invalidArgument, message: "group.id: \(KafkaErrorCode.invalidArgument.text)")
    }
    self.client = client
    self.groupID = groupID
    unsafe self.queue = unsafe queue
    fetchQueueWakeup = FetchQueueWakeup(configuration)
  }

  deinit {
    unsafe rd_kafka_queue_destroy(queue)
  }

  /// Joins the group for these topics; its answer comes as `.assigned`.
  public func subscribe(to topics: [String]) throws(KafkaError) {
    let list = PartitionList(topics.map { TopicPartition(topic: $0, partition: RD_KAFKA_PARTITION_UA) })
    try unsafe KafkaError.check(rd_kafka_subscribe(client.pointer, list.pointer))
  }

  /// Waits up to `timeoutMilliseconds` for one event.
  ///
  /// One record a call: the batch call loses records in rebalances on librdkafka 2.0.2 (#4208).
  public mutating func poll(timeoutMilliseconds: Int32) -> ConsumerEvent {
    guard let event = unsafe rd_kafka_queue_poll(queue, timeoutMilliseconds) else {
      return client.nextLogLine().map { .log($0) } ?? .none
    }
    guard unsafe rd_kafka_event_type(event) == RD_KAFKA_EVENT_FETCH else {
      return unsafe ConsumerEvent(consuming: event, of: client.pointer)
    }
    guard let message = unsafe rd_kafka_event_message_next(event) else {
      unsafe rd_kafka_event_destroy(event)
      return .none
    }
    let record = unsafe ConsumedRecord(event: event, message: message)
    unsafe fetchQueueWakeup?.left(message.pointee.len + message.pointee.key_len, of: client.pointer)
    let response = unsafe message.pointee.err
    guard response == RD_KAFKA_RESP_ERR_NO_ERROR else {
      let partition = TopicPartition(topic: record.topic, partition: record.partition)
      return .partitionError(partition, offset: record.offset, KafkaError(plain: KafkaErrorCode(response)))
    }
    return .record(record)
  }

  /// Leaves the group within the time, discarding the records that come meanwhile; says whether it did.
  ///
  /// Give up what was processed before: no event comes back from here. A static member does not leave (KIP-345).
  public mutating func close(withinMilliseconds: Int32) -> Bool {
    let deadline = Deadline(milliseconds: withinMilliseconds)
    if let error = unsafe rd_kafka_consumer_close_queue(client.pointer, queue) {
      // A fatal error is reported and the consumer closes all the same; `_STATE` says that it is closing already.
      _ = KafkaError(consuming: error)
    }
    while unsafe rd_kafka_consumer_closed(client.pointer) == 0 {
      let left = deadline.millisecondsLeft
      guard left > 0 else { return false }
      switch poll(timeoutMilliseconds: min(left, 100)) {
      case .assigned: try? unassign()
      case .revoked(let partitions, _): try? unassign(partitions)
      default: break
      }
    }
    return true
  }

  /// The log lines that wait; never blocks.
  public func drainLog(_ body: (LogLine) -> Void) {
    client.drainLog(body)
  }

  /// The error that made this consumer useless, such as `fencedInstanceID`.
  public var fatalError: KafkaError? { unsafe KafkaError.fatal(of: client.pointer) }
}
