package import Crdkafka

/// A failure of librdkafka or a broker, with what it asks of the caller.
///
/// Decide on a transactional call's failure by the flags alone, in this order: `isFatal`, `requiresAbort`, `isRetriable`;
/// none of them counts as fatal too.
public struct KafkaError: Error, Sendable, Equatable, CustomStringConvertible {
  public var code: KafkaErrorCode
  public var message: String
  /// The client is of no more use: destroy it, and make another unless it was fenced.
  public var isFatal: Bool
  /// The same call again, with the same arguments.
  public var isRetriable: Bool
  /// The transaction must be aborted; the client lives on.
  public var requiresAbort: Bool

  public init(
    code: KafkaErrorCode, message: String? = nil, isFatal: Bool = false, isRetriable: Bool = false,
    requiresAbort: Bool = false
  ) {
    self.code = code
    self.message = message ?? code.text
    self.isFatal = isFatal
    self.isRetriable = isRetriable
    self.requiresAbort = requiresAbort
  }

  /// The error of a call that gives a bare code: what a code means by itself decides the flags.
  public init(plain code: KafkaErrorCode, message: String? = nil) {
    self.init(
      code: code, message: message, isFatal: code == .fatal || code == .fenced, isRetriable: code.isTransient)
  }

  /// `NAME: message`
  public var description: String { "\(code.name): \(message)" }
}

extension KafkaError {
  /// Takes over an error object of librdkafka's and destroys it.
  @safe init(consuming error: OpaquePointer) {
    defer { unsafe rd_kafka_error_destroy(error) }
    let code = unsafe KafkaErrorCode(rd_kafka_error_code(error))
    let message = unsafe rd_kafka_error_string(error).map { unsafe String(cString: $0) }
    // `_FENCED` comes back flagged as abortable from some calls (PRODUCER_FENCED on AddOffsetsToTxn): an abort cannot
    // help a producer whose epoch is gone.
    let isFatal = unsafe rd_kafka_error_is_fatal(error) != 0 || code == .fenced
    self.init(
      code: code, message: message, isFatal: isFatal,
      isRetriable: unsafe !isFatal && rd_kafka_error_is_retriable(error) != 0,
      requiresAbort: unsafe !isFatal && rd_kafka_error_txn_requires_abort(error) != 0)
  }

  /// Throws what the object says, if there is one.
  @safe static func check(_ error: OpaquePointer?) throws(KafkaError) {
    if let error = unsafe error { throw KafkaError(consuming: error) }
  }

  /// Throws what the code says, unless it says that all went well.
  package static func check(
    _ response: rd_kafka_resp_err_t, _ context: @autoclosure () -> String? = nil
  ) throws(KafkaError) {
    guard response != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
    let code = KafkaErrorCode(response)
    throw KafkaError(plain: code, message: context().map { "\($0): \(code.text)" })
  }

  /// The error that made the client useless, if one did.
  @safe static func fatal(of client: OpaquePointer) -> KafkaError? {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
      guard let base = buffer.baseAddress else { return nil }
      unsafe buffer.initialize(repeating: 0)
      let response = unsafe rd_kafka_fatal_error(client, base, buffer.count)
      guard response != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
      return unsafe KafkaError(code: KafkaErrorCode(response), message: String(cString: base), isFatal: true)
    }
  }
}
