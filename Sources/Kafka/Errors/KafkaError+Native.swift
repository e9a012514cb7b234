package import Crdkafka

extension KafkaError {
  /// Reads an error object of librdkafka's, which is destroyed with it.
  init(_ error: consuming Native<ErrorObject>) {
    let code = unsafe KafkaErrorCode(rd_kafka_error_code(error.pointer))
    let message = unsafe rd_kafka_error_string(error.pointer).map { unsafe String(cString: $0) }
    // `_FENCED` comes back flagged as abortable from some calls (PRODUCER_FENCED on AddOffsetsToTxn): an abort cannot
    // help a producer whose epoch is gone.
    let isFatal = unsafe rd_kafka_error_is_fatal(error.pointer) != 0 || code == .fenced
    self.init(
      code: code, message: message, isFatal: isFatal,
      isRetriable: unsafe !isFatal && rd_kafka_error_is_retriable(error.pointer) != 0,
      requiresAbort: unsafe !isFatal && rd_kafka_error_txn_requires_abort(error.pointer) != 0)
  }

  /// Throws what an error object says, if there is one, and destroys it.
  @unsafe static func check(_ error: OpaquePointer?) throws(KafkaError) {
    if let error = unsafe error { throw unsafe KafkaError(Native(owning: error)) }
  }

  /// Throws what a response code says, unless it says that all went well.
  package static func check(
    _ response: rd_kafka_resp_err_t, _ context: @autoclosure () -> String? = nil
  ) throws(KafkaError) {
    guard response != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
    let code = KafkaErrorCode(response)
    throw KafkaError(code: code, message: context().map { "\($0): \(code.text)" })
  }

  /// The error that made a client unusable; nil when it is usable.
  @unsafe static func fatal(of client: OpaquePointer) -> KafkaError? {
    let (response, text) = ErrorBuffer.with { text, byteCount in
      unsafe rd_kafka_fatal_error(client, text, byteCount)
    }
    guard response != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
    return KafkaError(
      code: KafkaErrorCode(response), message: text, isFatal: true, isRetriable: false, requiresAbort: false)
  }
}

extension Native {
  /// Takes over the object that a call of librdkafka's returned; throws when it returned none.
  ///
  /// - Parameter failure: what a null pointer means for that call.
  @unsafe package init(
    owning pointer: OpaquePointer?, orThrow failure: @autoclosure () -> KafkaError
  ) throws(KafkaError) {
    guard let pointer = unsafe pointer else { throw failure() }
    unsafe self.init(owning: pointer)
  }
}
