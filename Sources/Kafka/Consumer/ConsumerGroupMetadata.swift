internal import Crdkafka

/// The generation and member that a transaction's offsets are sent for.
///
/// Ask for it again for each transaction, after the last poll: the broker fences by it. It is safe because it owns its
/// object.
@safe public struct ConsumerGroupMetadata: ~Copyable {
  let native: Native<GroupMetadataObject>

  /// Asks a consumer that has a group, though it may not be a member yet.
  @unsafe init(of consumer: OpaquePointer) {
    guard let pointer = unsafe rd_kafka_consumer_group_metadata(consumer) else {
      preconditionFailure("Every consumer has a group.id")
    }
    unsafe native = Native(owning: pointer)
  }
}
