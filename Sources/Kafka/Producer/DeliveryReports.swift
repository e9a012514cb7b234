internal import Crdkafka
internal import Glibc

/// The record that a producer's callbacks keep: delivery reports, errors, and closed sockets.
///
/// Reports and errors are written inside `poll`, `flush`, `commit` and `abort`, on the caller's thread.
struct DeliveryReports: ClientCallbacks, ~Copyable {
  /// More would add nothing: one failure aborts the whole transaction.
  static let failureLimit = 1000

  var delivered = 0
  var failed = 0
  var firstFailures: [DeliveryFailure] = []
  var errors: [KafkaError] = []
  /// The offsets of a topic's records; nil where nobody asks for them.
  var offsets: DeliveredOffsets?
  let connections = ConnectionCounter()

  mutating func reset() {
    delivered = 0
    offsets?.reset()
    guard failed > 0 else { return }
    failed = 0
    firstFailures.removeAll(keepingCapacity: true)
  }

  @unsafe private mutating func record(_ message: UnsafePointer<rd_kafka_message_t>) {
    let response = unsafe message.pointee.err
    if response == RD_KAFKA_RESP_ERR_NO_ERROR {
      delivered += 1
      unsafe offsets?.record(message)
      return
    }
    failed += 1
    // A record that was dropped because of another's failure explains nothing, whichever is reported first.
    guard firstFailures.count < Self.failureLimit, response != RD_KAFKA_RESP_ERR__PURGE_QUEUE,
      response != RD_KAFKA_RESP_ERR__PURGE_INFLIGHT
    else { return }
    let tag = unsafe UInt64(UInt(bitPattern: message.pointee._private))
    firstFailures.append(DeliveryFailure(code: KafkaErrorCode(response), tag: tag))
  }

  private mutating func record(_ error: KafkaError) {
    if errors.count < Self.failureLimit { errors.append(error) }
  }

  static func register(with properties: OpaquePointer) {
    // Without a delivery callback, or with one for failures only, flush has nothing that wakes it, and every commit takes
    // 10 ms longer.
    unsafe rd_kafka_conf_set_dr_msg_cb(properties) { _, message, state in
      guard let message = unsafe message, let state = unsafe state else { return }
      unsafe state.assumingMemoryBound(to: DeliveryReports.self).pointee.record(message)
    }
    unsafe rd_kafka_conf_set_closesocket_cb(properties) { socket, state in
      guard let state = unsafe state else { return Glibc.close(socket) }
      return unsafe state.assumingMemoryBound(to: DeliveryReports.self).pointee.connections.close(socket)
    }
    unsafe rd_kafka_conf_set_error_cb(properties) { client, code, reason, state in
      guard let client = unsafe client, let state = unsafe state else { return }
      let text = unsafe reason.map { unsafe String(cString: $0) }
      let code = KafkaErrorCode(rawValue: code)
      let fatal = unsafe code == .fatal ? KafkaError.fatal(of: client) : nil
      unsafe state.assumingMemoryBound(to: DeliveryReports.self).pointee
        .record(fatal ?? KafkaError(code: code, message: text))
    }
  }
}
