internal import Crdkafka
internal import Synchronization

/// A producer; of transactions when its configuration has a `transactional.id`.
///
/// Used on one thread: `begin`, produce, `sendOffsets`, `commit` or `abort`, and again; without transactions `begin`,
/// produce, `flush`. What a failure asks for is in the flags of its `KafkaError`.
@safe public struct Producer: ~Copyable {
  let client: ClientHandle
  var topics: [OpaquePointer] = unsafe []
  /// The arguments of `rd_kafka_produceva`, filled anew for each record.
  let arguments: ProduceArguments

  public init(_ configuration: ClientConfiguration) throws(KafkaError) {
    var configuration = configuration
    do {
      try configuration.set("delivery.report.only.error", "false")
    } catch {
      throw KafkaError(plain: .invalidArgument, message: error.description)
    }
    client = try ClientHandle(configuration, isConsumer: false) { DeliveryReports.listen($0) }
    arguments = ProduceArguments()
  }

  deinit {
    unsafe rd_kafka_purge(client.pointer, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT)
    unsafe topics.forEach { unsafe rd_kafka_topic_destroy($0) }
  }

  /// Opens a topic for this producer.
  public mutating func topic(named name: String) throws(KafkaError) -> ProducerTopic {
    guard let topic = unsafe rd_kafka_topic_new(client.pointer, name, nil) else {
      throw KafkaError(plain: KafkaErrorCode(rd_kafka_last_error()), message: name)
    }
    unsafe topics.append(topic)
    return unsafe ProducerTopic(index: topics.count - 1)
  }

  /// Fetches the topic's metadata and gives its partition count.
  ///
  /// Without it the first record to a topic waits up to a second (#5032, before 2.10.1).
  @discardableResult public func fetchPartitionCount(
    _ topic: ProducerTopic, timeoutMilliseconds: Int32
  ) throws(KafkaError) -> Int32 {
    guard unsafe topic.index < topics.count else { throw KafkaError(plain: .unknownTopic) }
    return try unsafe Metadata(of: topics[topic.index], client, timeoutMilliseconds).partitionCount()
  }

  /// Serves delivery reports and errors for up to that long; returns how many events it served.
  @discardableResult public mutating func poll(timeoutMilliseconds: Int32) -> Int32 {
    unsafe rd_kafka_poll(client.pointer, timeoutMilliseconds)
  }

  /// How many of its sockets were closed, by whichever side: a request on one of them may have been sent again since.
  public var closedConnectionCount: Int {
    unsafe client.reports.pointee.closedConnections.load(ordering: .acquiring)
  }

  /// Waits until every record that was queued is written. Retriable: it goes on when it is called again; after any other
  /// error some may be written and others not.
  public mutating func flush(timeoutMilliseconds: Int32) throws(KafkaError) {
    let response = unsafe rd_kafka_flush(client.pointer, timeoutMilliseconds)
    guard response != RD_KAFKA_RESP_ERR__TIMED_OUT else {
      throw fatalError ?? KafkaError(code: .timedOut, message: nil, isRetriable: true)
    }
    try KafkaError.check(response)
    guard failedCount == 0 else {
      let code = deliveryFailures.first?.code ?? KafkaErrorCode.messageTimedOut
      throw fatalError ?? KafkaError(code: code, message: "\(failedCount) records", requiresAbort: true)
    }
  }

  /// The delivery reports so far count no more.
  public mutating func resetDeliveryReports() {
    unsafe client.reports.pointee.removeReports()
  }

  /// The first records since `begin` that were not written, without those that were purged.
  public var deliveryFailures: [DeliveryFailure] { unsafe client.reports.pointee.firstFailures }
  /// How many records since `begin` were not written.
  public var failedCount: Int { unsafe client.reports.pointee.failed }
  /// How many records since `begin` were written.
  public var deliveredCount: Int { unsafe client.reports.pointee.delivered }
  /// How many records since `begin` were written, or will not be.
  public var reportedCount: Int { deliveredCount + failedCount }

  /// The error that made this producer useless.
  public var fatalError: KafkaError? { unsafe KafkaError.fatal(of: client.pointer) }

  /// The log lines that wait; never blocks.
  public func drainLog(_ body: (LogLine) -> Void) {
    client.drainLog(body)
  }

  /// The errors that the client reported of itself (`allBrokersDown`, a fatal one), heard by poll, commit and abort.
  public mutating func drainErrors(_ body: (KafkaError) -> Void) {
    let errors = unsafe client.reports.pointee.errors
    guard !errors.isEmpty else { return }
    unsafe client.reports.pointee.errors = []
    errors.forEach(body)
  }

  /// Drops what is not written, waits that long for requests in flight, and destroys the producer.
  ///
  /// An open transaction stays open at the broker until the next producer with its id or its time-out ends it.
  public consuming func purgeAndClose(withinMilliseconds: Int32) {
    unsafe rd_kafka_purge(client.pointer, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT)
    unsafe rd_kafka_flush(client.pointer, withinMilliseconds)
  }
}
