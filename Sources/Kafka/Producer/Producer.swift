internal import Crdkafka

/// A producer, of transactions when its configuration has a `transactional.id`.
///
/// Used on one thread: `begin`, produce, `sendOffsets`, `commit` or `abort`, and again; without transactions `begin`,
/// produce, `flush`. What a failure asks for is in the flags of its `KafkaError`.
@safe public struct Producer: ~Copyable {
  let client: ClientHandle<DeliveryReports>
  var topics = ProducerTopics()
  /// The arguments of `rd_kafka_produceva`, filled for each record.
  let arguments = ProduceArguments()

  public init(_ configuration: ClientConfiguration) throws(KafkaError) {
    var configuration = configuration
    do throws(ConfigurationError) {
      try configuration.set("delivery.report.only.error", "false")
    } catch {
      throw KafkaError(code: .invalidArgument, message: error.description)
    }
    client = try ClientHandle(RD_KAFKA_PRODUCER, configuration)
  }

  deinit {
    // Before the client.
    _ = consume topics
  }

  /// Opens a topic for this producer.
  public mutating func topic(named name: String) throws(KafkaError) -> ProducerTopic {
    topics.add(try client.topic(named: name))
  }

  /// Fetches the topic's metadata and returns its partition count.
  @discardableResult public func fetchPartitionCount(
    of topic: ProducerTopic, timeoutMilliseconds: Int32
  ) throws(KafkaError) -> Int32 {
    // Without it the first record to a topic waits up to a second (librdkafka #5032, before 2.10.1).
    try unsafe client.ask(about: topics[topic], timeoutMilliseconds).partitionCount()
  }

  /// Serves delivery reports and errors for up to that long; returns the number of events it served.
  @discardableResult public mutating func poll(timeoutMilliseconds: Int32) -> Int32 {
    unsafe rd_kafka_poll(client.pointer, timeoutMilliseconds)
  }

  /// The number of sockets that this producer or its brokers have closed.
  ///
  /// A request on one of them may have been sent again since, and may still arrive a second time.
  public var closedConnectionCount: Int { unsafe client.callbacks.pointee.connections.count }

  /// Waits until every record that was queued is written.
  ///
  /// After a retriable error it goes on when it is called again. After any other some records may be written and others
  /// not.
  public mutating func flush(timeoutMilliseconds: Int32) throws(KafkaError) {
    let response = unsafe rd_kafka_flush(client.pointer, timeoutMilliseconds)
    guard response != RD_KAFKA_RESP_ERR__TIMED_OUT else {
      throw fatalError ?? KafkaError(code: .timedOut)
    }
    try KafkaError.check(response)
    guard failedCount == 0 else {
      let code = deliveryFailures.first?.code ?? KafkaErrorCode.messageTimedOut
      throw fatalError
        ?? KafkaError(
          code: code, message: "\(failedCount) records", isFatal: false, isRetriable: false, requiresAbort: true)
    }
  }

  /// Counts delivery reports from 0 again.
  public mutating func resetDeliveryReports() {
    unsafe client.callbacks.pointee.reset()
  }

  /// The first records since `begin` that were not written, without those that were purged.
  public var deliveryFailures: [DeliveryFailure] { unsafe client.callbacks.pointee.firstFailures }
  /// The number of records since `begin` that were not written.
  public var failedCount: Int { unsafe client.callbacks.pointee.failed }
  /// The number of records since `begin` that were written.
  public var deliveredCount: Int { unsafe client.callbacks.pointee.delivered }
  /// The number of records since `begin` that were written or will not be.
  public var reportedCount: Int { deliveredCount + failedCount }

  /// Keeps the offsets that the records of a topic get, for `lastOffsets`.
  public mutating func keepOffsets(of topic: ProducerTopic) {
    unsafe client.callbacks.pointee.offsets = unsafe DeliveredOffsets(topic: topics[topic])
  }

  /// By partition, the last offset since `begin` of the topic that `keepOffsets` named; -1, or no element, where there is
  /// none.
  public var lastOffsets: [Int64] { unsafe client.callbacks.pointee.offsets?.last ?? [] }

  /// The error that made this producer unusable; nil when it is usable.
  public var fatalError: KafkaError? { client.fatalError }

  /// Hands over the log lines that wait; never blocks.
  public func drainLog(_ body: (LogLine) -> Void) {
    client.drainLog(body)
  }

  /// Hands over the errors that the client has reported of itself: `allBrokersDown`, or a fatal one.
  ///
  /// They are heard by poll, flush, commit and abort.
  public mutating func drainErrors(_ body: (KafkaError) -> Void) {
    let errors = unsafe client.callbacks.pointee.errors
    guard !errors.isEmpty else { return }
    unsafe client.callbacks.pointee.errors = []
    errors.forEach(body)
  }

  /// Drops what is not written, waits that long for requests in flight, and destroys the producer.
  ///
  /// An open transaction stays open at the broker until the next producer with its id or its time-out ends it.
  public consuming func purgeAndClose(withinMilliseconds: Int32) {
    purge(withinMilliseconds: withinMilliseconds)
  }

  /// Drops what is not written, and waits that long for requests in flight; nothing is right afterwards but the end.
  public func purge(withinMilliseconds: Int32) {
    unsafe rd_kafka_purge(client.pointer, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT)
    unsafe rd_kafka_flush(client.pointer, withinMilliseconds)
  }
}
