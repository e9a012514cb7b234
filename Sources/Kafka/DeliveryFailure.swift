/// A record that was not written.
public struct DeliveryFailure: Hashable, Sendable {
  public let code: Code
  /// What `produce` was given.
  public let tag: UInt64

  public init(code: Code, tag: UInt64) {
    self.code = code
    self.tag = tag
  }
}
