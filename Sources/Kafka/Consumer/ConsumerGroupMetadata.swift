/// The generation and member that a transaction's offsets are sent for.
///
/// Ask for it again for each transaction, after the last poll: the broker fences by it.
@safe public struct ConsumerGroupMetadata: ~Copyable {
  /// Nil when the consumer has no group.
  private let native: Native<GroupMetadataObject>?

  /// Librdkafka's object; it stays this value's.
  @unsafe var pointer: OpaquePointer? {
    switch native {
    case .some(let native): unsafe native.pointer
    case .none: nil
    }
  }

  init(_ native: consuming Native<GroupMetadataObject>?) {
    self.native = native
  }
}
