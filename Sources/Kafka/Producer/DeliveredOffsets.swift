internal import Crdkafka

/// The last offset that a topic's records got in each partition, since the last `begin`.
///
/// It is safe because the topic is compared and never read; its owner is the producer.
@safe struct DeliveredOffsets: Sendable {
  /// By partition; -1 where nothing was written.
  private(set) var last: [Int64] = []
  @unsafe private nonisolated(unsafe) let topic: OpaquePointer

  init(topic: OpaquePointer) {
    unsafe self.topic = unsafe topic
  }

  mutating func reset() {
    for index in last.indices { last[index] = -1 }
  }

  @unsafe mutating func record(_ message: UnsafePointer<rd_kafka_message_t>) {
    guard unsafe message.pointee.rkt == topic, unsafe message.pointee.partition >= 0 else { return }
    let partition = unsafe Int(message.pointee.partition)
    while last.count <= partition { last.append(-1) }
    last[partition] = unsafe max(last[partition], message.pointee.offset)
  }
}
