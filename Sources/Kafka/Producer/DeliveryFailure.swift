/// A record that was not written.
public struct DeliveryFailure: Hashable, Sendable {
  public let code: KafkaErrorCode
  /// The tag that `produce` was given.
  public let tag: UInt64

  public init(code: KafkaErrorCode, tag: UInt64) {
    self.code = code
    self.tag = tag
  }
}
