internal import Crdkafka
internal import Glibc
internal import Synchronization

/// What a producer's callbacks have noted.
///
/// Lives at an address of its own, outside the producer: the callbacks run inside calls that hold the producer `inout`.
struct DeliveryReports: ~Copyable {
  /// More would say nothing new: one failure makes the whole transaction be aborted.
  static let failureLimit = 1000

  var delivered = 0
  var failed = 0
  var firstFailures: [DeliveryFailure] = []
  var errors: [KafkaError] = []
  /// Counted on librdkafka's threads, before it sends again what was on the connection.
  let closedConnections = Atomic<Int>(0)

  mutating func removeReports() {
    delivered = 0
    guard failed > 0 else { return }
    failed = 0
    firstFailures.removeAll(keepingCapacity: true)
  }

  @safe mutating func note(_ message: UnsafePointer<rd_kafka_message_t>) {
    let response = unsafe message.pointee.err
    if response == RD_KAFKA_RESP_ERR_NO_ERROR {
      delivered += 1
      return
    }
    failed += 1
    // What was dropped because of another's failure, in whatever order the two are told, explains nothing.
    guard firstFailures.count < Self.failureLimit, response != RD_KAFKA_RESP_ERR__PURGE_QUEUE,
      response != RD_KAFKA_RESP_ERR__PURGE_INFLIGHT
    else { return }
    let tag = unsafe UInt64(UInt(bitPattern: message.pointee._private))
    firstFailures.append(DeliveryFailure(code: KafkaErrorCode(response), tag: tag))
  }

  /// Has librdkafka call back for delivery reports, for its own errors, and for the sockets it closes.
  ///
  /// Without a delivery callback, or with one for failures only, flush has nothing that wakes it and every commit takes
  /// 10 ms longer.
  @safe static func listen(_ properties: OpaquePointer) {
    unsafe rd_kafka_conf_set_dr_msg_cb(properties) { _, message, opaque in
      guard let message = unsafe message, let opaque = unsafe opaque else { return }
      unsafe opaque.assumingMemoryBound(to: DeliveryReports.self).pointee.note(message)
    }
    unsafe rd_kafka_conf_set_closesocket_cb(properties) { socket, opaque in
      if let opaque = unsafe opaque {
        unsafe opaque.assumingMemoryBound(to: DeliveryReports.self).pointee.closedConnections
          .add(1, ordering: .releasing)
      }
      return close(socket)
    }
    unsafe rd_kafka_conf_set_error_cb(properties) { client, code, reason, opaque in
      guard let client = unsafe client, let opaque = unsafe opaque else { return }
      let text = unsafe reason.map { unsafe String(cString: $0) }
      let code = KafkaErrorCode(rawValue: code)
      let error =
        code == .fatal
        ? KafkaError.fatal(of: client) ?? KafkaError(plain: code, message: text)
        : KafkaError(plain: code, message: text)
      let reports = unsafe opaque.assumingMemoryBound(to: DeliveryReports.self)
      if unsafe reports.pointee.errors.count < DeliveryReports.failureLimit {
        unsafe reports.pointee.errors.append(error)
      }
    }
  }
}
