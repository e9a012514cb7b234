package import Crdkafka

/// The owner of a client of librdkafka's, of the queue of its log lines, and of the state that its callbacks write to.
///
/// It is safe because its pointers leave it only by members that are marked `@unsafe`, and because its parts are destroyed
/// in the right order.
@safe package struct ClientHandle<Callbacks: ClientCallbacks & ~Copyable>: ~Copyable {
  private let client: Native<ClientObject>
  private let logQueue: Native<QueueObject>
  @unsafe let callbacks: UnsafeMutablePointer<Callbacks>

  /// The client itself; it must not be used after this value is gone.
  @unsafe package var pointer: OpaquePointer { unsafe client.pointer }

  /// Makes a client that gives these events (`RD_KAFKA_EVENT_…`) and its log lines.
  package init(
    _ type: rd_kafka_type_t, _ configuration: ClientConfiguration, events: Int32 = 0
  ) throws(KafkaError) {
    let properties = try configuration.makeProperties()
    // Nothing may be printed: not by the default callback either, between here and the queue below.
    unsafe rd_kafka_conf_set_log_cb(properties.pointer, nil)
    unsafe rd_kafka_conf_set(properties.pointer, "log.queue", "true", nil, 0)
    unsafe rd_kafka_conf_set_events(properties.pointer, events | RD_KAFKA_EVENT_LOG)
    let callbacks = UnsafeMutablePointer<Callbacks>.allocate(capacity: 1)
    unsafe callbacks.initialize(to: Callbacks())
    unsafe rd_kafka_conf_set_opaque(properties.pointer, UnsafeMutableRawPointer(callbacks))
    unsafe Callbacks.register(with: properties.pointer)
    do throws(KafkaError) {
      let client = try Self.makeClient(type, properties)
      logQueue = try unsafe Native(owning: rd_kafka_queue_new(client.pointer), orThrow: KafkaError(code: .state))
      unsafe rd_kafka_set_log_queue(client.pointer, logQueue.pointer)
      self.client = client
      unsafe self.callbacks = unsafe callbacks
    } catch {
      unsafe callbacks.deinitialize(count: 1)
      unsafe callbacks.deallocate()
      throw error
    }
  }

  private static func makeClient(
    _ type: rd_kafka_type_t, _ properties: consuming Native<PropertiesObject>
  ) throws(KafkaError) -> Native<ClientObject> {
    let (made, reason) = unsafe SignalMask.withAllBlocked {
      ErrorBuffer.with { text, byteCount in unsafe rd_kafka_new(type, properties.pointer, text, byteCount) }
    }
    guard let client = unsafe made else {
      let code = KafkaErrorCode(rd_kafka_last_error())
      throw KafkaError(code: code == .none ? .invalidArgument : code, message: reason)
    }
    // rdkafka.h, rd_kafka_new: "The \p conf object is freed by this function on success and must not be used or destroyed
    // by the application subsequently." On failure it is still ours.
    unsafe _ = properties.release()
    return unsafe Native(owning: client)
  }

  deinit {
    _ = consume logQueue
    _ = consume client
    // The callbacks may write to it until the client is gone.
    unsafe callbacks.deinitialize(count: 1)
    unsafe callbacks.deallocate()
  }

  /// Hands over the log lines that wait; never blocks.
  package func drainLog(_ body: (LogLine) -> Void) {
    while let line = nextLogLine() { body(line) }
  }

  func nextLogLine() -> LogLine? {
    while let event = unsafe rd_kafka_queue_poll(logQueue.pointer, 0) {
      if let line = unsafe LogLine(Native(owning: event)) { return line }
    }
    return nil
  }

  /// The error that made this client unusable; nil when it is usable.
  var fatalError: KafkaError? { unsafe KafkaError.fatal(of: pointer) }

  /// Opens a topic.
  func topic(named name: String) throws(KafkaError) -> Native<TopicObject> {
    try unsafe Native(
      owning: rd_kafka_topic_new(pointer, name, nil),
      orThrow: KafkaError(code: KafkaErrorCode(rd_kafka_last_error()), message: name))
  }

  /// Makes a queue for the answers to one request.
  func makeQueue() throws(KafkaError) -> Native<QueueObject> {
    try unsafe Native(owning: rd_kafka_queue_new(pointer), orThrow: KafkaError(code: .state))
  }
}
