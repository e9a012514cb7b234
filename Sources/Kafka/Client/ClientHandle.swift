internal import Crdkafka

/// Owns a client of librdkafka's, the queue of its log lines, and what its callbacks write to.
@safe package struct ClientHandle: ~Copyable {
  package let pointer: OpaquePointer
  private let logQueue: OpaquePointer
  let reports: UnsafeMutablePointer<DeliveryReports>
  private let isConsumer: Bool

  /// Makes a client that gives these events (`RD_KAFKA_EVENT_…`) and its log lines.
  ///
  /// `prepare` gets the configuration object before the client does.
  @safe package init(
    _ configuration: ClientConfiguration, isConsumer: Bool, events: Int32 = 0,
    prepare: (OpaquePointer) -> Void = { _ in }
  ) throws(KafkaError) {
    let properties = try configuration.makeProperties()
    // Nothing may be printed: not by the default callback either, between here and the queue below.
    unsafe rd_kafka_conf_set_log_cb(properties, nil)
    unsafe rd_kafka_conf_set(properties, "log.queue", "true", nil, 0)
    unsafe rd_kafka_conf_set_events(properties, events | RD_KAFKA_EVENT_LOG)
    let reports = UnsafeMutablePointer<DeliveryReports>.allocate(capacity: 1)
    unsafe reports.initialize(to: DeliveryReports())
    unsafe rd_kafka_conf_set_opaque(properties, UnsafeMutableRawPointer(reports))
    unsafe prepare(properties)

    var reason = ""
    let type = isConsumer ? RD_KAFKA_CONSUMER : RD_KAFKA_PRODUCER
    let made = unsafe withSignalsBlocked {
      withErrorText { text, count in
        unsafe rd_kafka_new(type, properties, text, count)
      } onText: {
        reason = $0
      }
    }
    guard let client = unsafe made else {
      // "The conf object is freed by this function on success": on failure it is still ours.
      let code = KafkaErrorCode(rd_kafka_last_error())
      unsafe rd_kafka_conf_destroy(properties)
      unsafe reports.deinitialize(count: 1)
      unsafe reports.deallocate()
      throw KafkaError(plain: code == .none ? .invalidArgument : code, message: reason.isEmpty ? nil : reason)
    }
    guard let queue = unsafe rd_kafka_queue_new(client) else {
      unsafe rd_kafka_destroy(client)
      unsafe reports.deinitialize(count: 1)
      unsafe reports.deallocate()
      throw KafkaError(plain: .state)
    }
    unsafe rd_kafka_set_log_queue(client, queue)
    unsafe pointer = unsafe client
    unsafe logQueue = unsafe queue
    unsafe self.reports = unsafe reports
    self.isConsumer = isConsumer
  }

  deinit {
    unsafe rd_kafka_queue_destroy(logQueue)
    // A consumer that wanted to leave its group has done so in `close`; another shall not wait for it here.
    unsafe rd_kafka_destroy_flags(pointer, isConsumer ? RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE : 0)
    // Callbacks may write to it until the client is gone.
    unsafe reports.deinitialize(count: 1)
    unsafe reports.deallocate()
  }

  /// The log lines that wait; never blocks.
  package func drainLog(_ body: (LogLine) -> Void) {
    while let line = nextLogLine() { body(line) }
  }

  func nextLogLine() -> LogLine? {
    while let event = unsafe rd_kafka_queue_poll(logQueue, 0) {
      if let line = LogLine(consuming: event) { return line }
    }
    return nil
  }
}
