internal import Crdkafka

/// What a producer's callbacks have noted.
///
/// Lives at an address of its own, outside the producer: the callbacks run inside calls that hold the producer `inout`.
struct DeliveryReports {
  /// More would say nothing new: one failure makes the whole transaction be aborted.
  static let failureLimit = 16

  var delivered = 0
  var failed = 0
  var firstFailures: [DeliveryFailure] = []
  var errors: [KafkaError] = []

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
    guard firstFailures.count < Self.failureLimit else { return }
    let tag = unsafe UInt64(UInt(bitPattern: message.pointee._private))
    firstFailures.append(DeliveryFailure(code: Code(response), tag: tag))
  }

  /// Has librdkafka call back for delivery reports and for its own errors.
  ///
  /// Without a delivery callback, or with one for failures only, flush has nothing that wakes it and every commit takes
  /// 10 ms longer.
  @safe static func listen(_ properties: OpaquePointer) {
    unsafe rd_kafka_conf_set_dr_msg_cb(properties) { _, message, opaque in
      guard let message = unsafe message, let opaque = unsafe opaque else { return }
      unsafe opaque.assumingMemoryBound(to: DeliveryReports.self).pointee.note(message)
    }
    unsafe rd_kafka_conf_set_error_cb(properties) { client, code, reason, opaque in
      guard let client = unsafe client, let opaque = unsafe opaque else { return }
      let text = unsafe reason.map { unsafe String(cString: $0) }
      let code = Code(rawValue: code)
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
