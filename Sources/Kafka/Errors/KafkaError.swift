/// A failure of librdkafka or a broker, with what it asks of the caller.
///
/// Decide on a transactional call's failure by the flags alone, in this order: `isFatal`, `requiresAbort`, `isRetriable`.
/// An error without a flag counts as fatal too.
public struct KafkaError: Error, Sendable, Equatable, CustomStringConvertible {
  public var code: KafkaErrorCode
  public var message: String
  /// Whether the client is unusable: destroy it, and make another unless it was fenced.
  public var isFatal: Bool
  /// Whether the same call should be made again with the same arguments.
  public var isRetriable: Bool
  /// Whether the transaction must be aborted; the client lives on.
  public var requiresAbort: Bool

  /// Makes an error whose flags the caller knows.
  public init(code: KafkaErrorCode, message: String?, isFatal: Bool, isRetriable: Bool, requiresAbort: Bool) {
    self.code = code
    self.message = message ?? code.text
    self.isFatal = isFatal
    self.isRetriable = isRetriable
    self.requiresAbort = requiresAbort
  }

  /// Makes the error of a call that gives a bare code, with the flags that the code implies.
  public init(code: KafkaErrorCode, message: String? = nil) {
    self.init(
      code: code, message: message, isFatal: code == .fatal || code == .fenced, isRetriable: code.isTransient,
      requiresAbort: false)
  }

  /// `NAME: message`
  public var description: String { "\(code.name): \(message)" }
}
