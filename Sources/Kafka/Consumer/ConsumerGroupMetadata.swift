internal import Crdkafka

/// The generation and member that a transaction's offsets are sent for.
///
/// Take it anew for each transaction, after the last poll: the broker fences by it.
@safe public struct ConsumerGroupMetadata: ~Copyable {
  let pointer: OpaquePointer?

  @safe init(of client: OpaquePointer) {
    unsafe pointer = unsafe rd_kafka_consumer_group_metadata(client)
  }

  deinit {
    if let pointer = unsafe pointer { unsafe rd_kafka_consumer_group_metadata_destroy(pointer) }
  }
}
