internal import Crdkafka

/// A kind of librdkafka's objects, with the call that destroys one of them.
package protocol NativeObject {
  /// Destroys an object; the caller must be its only owner and must not use the pointer again.
  @unsafe static func destroy(_ pointer: OpaquePointer)
}

/// A client: a consumer, a producer, or the owner of a mock cluster.
enum ClientObject: NativeObject {
  /// A consumer that wants to leave its group calls `close` first; destroying one must not block on leaving. The flag means
  /// nothing to a producer.
  static func destroy(_ pointer: OpaquePointer) {
    unsafe rd_kafka_destroy_flags(pointer, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE)
  }
}

/// A client's properties, until a client is made from them.
enum PropertiesObject: NativeObject {
  static func destroy(_ pointer: OpaquePointer) { unsafe rd_kafka_conf_destroy(pointer) }
}

/// A queue of events. Librdkafka keeps the queue itself for as long as its client needs it.
enum QueueObject: NativeObject {
  static func destroy(_ pointer: OpaquePointer) { unsafe rd_kafka_queue_destroy(pointer) }
}

/// An event and everything in it: records, texts, lists.
enum EventObject: NativeObject {
  static func destroy(_ pointer: OpaquePointer) { unsafe rd_kafka_event_destroy(pointer) }
}

/// An error of a call.
enum ErrorObject: NativeObject {
  static func destroy(_ pointer: OpaquePointer) { unsafe rd_kafka_error_destroy(pointer) }
}

/// A client's view of a topic.
enum TopicObject: NativeObject {
  static func destroy(_ pointer: OpaquePointer) { unsafe rd_kafka_topic_destroy(pointer) }
}

/// A list of partitions with offsets and errors.
enum PartitionListObject: NativeObject {
  static func destroy(_ pointer: OpaquePointer) {
    unsafe rd_kafka_topic_partition_list_destroy(UnsafeMutablePointer(pointer))
  }
}

/// A consumer's membership in its group.
enum GroupMetadataObject: NativeObject {
  static func destroy(_ pointer: OpaquePointer) { unsafe rd_kafka_consumer_group_metadata_destroy(pointer) }
}

/// A cluster's answer about its groups.
enum GroupListObject: NativeObject {
  static func destroy(_ pointer: OpaquePointer) { unsafe rd_kafka_group_list_destroy(UnsafePointer(pointer)) }
}

/// A cluster's answer about its brokers and topics.
enum MetadataObject: NativeObject {
  static func destroy(_ pointer: OpaquePointer) { unsafe rd_kafka_metadata_destroy(UnsafePointer(pointer)) }
}

/// A list of headers.
enum HeadersObject: NativeObject {
  static func destroy(_ pointer: OpaquePointer) { unsafe rd_kafka_headers_destroy(pointer) }
}

/// The options of an admin request.
enum AdminOptionsObject: NativeObject {
  static func destroy(_ pointer: OpaquePointer) { unsafe rd_kafka_AdminOptions_destroy(pointer) }
}

/// A topic that an admin request creates.
enum NewTopicObject: NativeObject {
  static func destroy(_ pointer: OpaquePointer) { unsafe rd_kafka_NewTopic_destroy(pointer) }
}

/// A resource whose settings an admin request asks for.
enum ConfigResourceObject: NativeObject {
  static func destroy(_ pointer: OpaquePointer) { unsafe rd_kafka_ConfigResource_destroy(pointer) }
}
