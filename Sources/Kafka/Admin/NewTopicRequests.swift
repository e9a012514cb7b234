internal import Crdkafka

/// The topics of a request to create some, as librdkafka's objects.
///
/// It is safe because it alone has the pointers, and lends them for the length of one call.
@safe struct NewTopicRequests: ~Copyable {
  /// An array cannot hold `Native`, which cannot be copied.
  private var pointers: [OpaquePointer?] = unsafe []

  init(_ topics: [NewTopic]) throws(KafkaError) {
    for topic in topics { try unsafe pointers.append(Self.request(for: topic).release()) }
  }

  deinit {
    unsafe pointers.forEach { pointer in
      if let pointer = unsafe pointer { unsafe NewTopicObject.destroy(pointer) }
    }
  }

  @unsafe func withPointers(_ body: (UnsafeMutablePointer<OpaquePointer?>, Int) -> Void) {
    var copy = unsafe pointers
    unsafe copy.withUnsafeMutableBufferPointer { buffer in
      if let start = buffer.baseAddress { unsafe body(start, buffer.count) }
    }
  }

  private static func request(for topic: NewTopic) throws(KafkaError) -> Native<NewTopicObject> {
    let (made, reason) = ErrorBuffer.with { text, byteCount in
      unsafe rd_kafka_NewTopic_new(topic.name, topic.partitions, topic.replicationFactor, text, byteCount)
    }
    let request = try unsafe Native<NewTopicObject>(
      owning: made, orThrow: KafkaError(code: .invalidArgument, message: "\(topic.name): \(reason ?? "")"))
    for (name, value) in topic.configuration {
      try unsafe KafkaError.check(rd_kafka_NewTopic_set_config(request.pointer, name, value), "\(topic.name): \(name)")
    }
    return request
  }
}
