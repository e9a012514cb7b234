internal import Crdkafka

/// A consumer: a member of a consumer group, or a reader of partitions that it assigns to itself.
///
/// Used on one thread. It commits nothing by itself and stores no offsets: what was processed is the caller's to know.
/// Polling keeps the membership: a member that does not poll for `max.poll.interval.ms` loses it.
@safe public struct Consumer: ~Copyable {
  let client: ClientHandle<ConnectionCounter>
  let groupID: String
  private let queue: Native<QueueObject>
  private var fetchQueueWakeup: FetchQueueWakeup?

  /// Makes a consumer that is not in the group yet.
  ///
  /// - Parameter instanceID: makes it a static member (KIP-345).
  public init(
    _ configuration: ClientConfiguration, groupID: String, instanceID: String? = nil
  ) throws(KafkaError) {
    var configuration = configuration
    do throws(ConfigurationError) {
      try configuration.set("group.id", groupID)
      if let instanceID { try configuration.set("group.instance.id", instanceID) }
      try configuration.set("enable.auto.commit", "false")
      try configuration.set("enable.auto.offset.store", "false")
    } catch {
      throw KafkaError(code: .invalidArgument, message: error.description)
    }
    let client = try ClientHandle<ConnectionCounter>(
      RD_KAFKA_CONSUMER, configuration,
      events: RD_KAFKA_EVENT_FETCH | RD_KAFKA_EVENT_REBALANCE | RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_STATS)
    try unsafe KafkaError.check(rd_kafka_poll_set_consumer(client.pointer))
    let queue = try unsafe Native<QueueObject>(
      owning: rd_kafka_queue_get_consumer(client.pointer),
      orThrow: KafkaError(code: .invalidArgument, message: "group.id: \(KafkaErrorCode.invalidArgument.text)"))
    self.client = client
    self.queue = queue
    self.groupID = groupID
    fetchQueueWakeup = FetchQueueWakeup(configuration)
  }

  deinit {
    // Before the client.
    _ = consume queue
  }

  /// Joins the group for these topics; the answer comes as `.assigned`.
  public func subscribe(to topics: [String]) throws(KafkaError) {
    let list = PartitionList(topics.map { TopicPartition(topic: $0, partition: RD_KAFKA_PARTITION_UA) })
    try unsafe KafkaError.check(rd_kafka_subscribe(client.pointer, list.pointer))
  }

  /// Waits up to `timeoutMilliseconds` for one event.
  public mutating func poll(timeoutMilliseconds: Int32) -> ConsumerEvent {
    // One record a call: the batch call loses records in rebalances (librdkafka #4208, before 2.1.0).
    guard let polled = unsafe rd_kafka_queue_poll(queue.pointer, timeoutMilliseconds) else {
      return client.nextLogLine().map { .log($0) } ?? .none
    }
    let event = unsafe Native<EventObject>(owning: polled)
    guard unsafe rd_kafka_event_type(event.pointer) == RD_KAFKA_EVENT_FETCH else {
      return ConsumerEvent(event, of: client)
    }
    guard let message = unsafe rd_kafka_event_message_next(event.pointer) else { return .none }
    let record = unsafe ConsumedRecord(event: event, message: message)
    unsafe fetchQueueWakeup?.consumed(bytes: message.pointee.len + message.pointee.key_len, of: client)
    let response = unsafe message.pointee.err
    guard response == RD_KAFKA_RESP_ERR_NO_ERROR else {
      let partition = TopicPartition(topic: record.topic, partition: record.partition)
      return .partitionError(partition, offset: record.offset, KafkaError(code: KafkaErrorCode(response)))
    }
    return .record(record)
  }

  /// Leaves the group within the time, discarding the records that come meanwhile; returns whether it did.
  ///
  /// Assign nothing and process nothing afterwards: no event comes back from here. A static member does not leave
  /// (KIP-345).
  public mutating func close(withinMilliseconds: Int32) -> Bool {
    let deadline = Deadline(milliseconds: withinMilliseconds)
    if let error = unsafe rd_kafka_consumer_close_queue(client.pointer, queue.pointer) {
      // A fatal error is reported and the consumer closes all the same; `_STATE` says that it is closing already.
      unsafe _ = Native<ErrorObject>(owning: error)
    }
    while unsafe rd_kafka_consumer_closed(client.pointer) == 0 {
      let left = deadline.millisecondsLeft
      guard left > 0 else { return false }
      switch poll(timeoutMilliseconds: min(left, 100)) {
      // An assignment that comes now is answered with nothing. A failure changes nothing: the consumer is closing.
      case .assigned: try? unassign()
      case .revoked: try? unassign()
      default: break
      }
    }
    return true
  }

  /// The number of sockets that this consumer or its brokers have closed.
  public var closedConnectionCount: Int { unsafe client.callbacks.pointee.count }

  /// Hands over the log lines that wait; never blocks.
  public func drainLog(_ body: (LogLine) -> Void) {
    client.drainLog(body)
  }

  /// The error that made this consumer unusable, such as `fencedInstanceID`; nil when it is usable.
  public var fatalError: KafkaError? { client.fatalError }
}
