internal import Crdkafka

/// A list of partitions with their offsets and errors.
///
/// It is safe because it reads within the count that the list gives.
@safe struct PartitionList: ~Copyable {
  private let native: Native<PartitionListObject>

  /// The list itself; it must not be used after this value is gone.
  @unsafe var pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t> {
    unsafe UnsafeMutablePointer(native.pointer)
  }

  init(_ positions: [TopicPartitionOffset]) {
    guard let list = unsafe rd_kafka_topic_partition_list_new(Int32(clamping: positions.count)) else {
      preconditionFailure(
        "rd_kafka_topic_partition_list_new gives a list, or ends the process where there is no memory")
    }
    unsafe native = Native(owning: OpaquePointer(list))
    for position in positions {
      let element = unsafe rd_kafka_topic_partition_list_add(
        list, position.partition.topic, position.partition.partition)
      unsafe element?.pointee.offset = position.offset
    }
  }

  init(_ partitions: [TopicPartition]) {
    self.init(partitions.map { TopicPartitionOffset($0, offset: LogicalOffset.none) })
  }

  var positions: [TopicPartitionOffset] {
    unsafe Self.elements(of: pointer).map { unsafe TopicPartitionOffset($0.topicPartition, offset: $0.offset) }
  }

  /// Throws the first element's error.
  func checkElements() throws(KafkaError) {
    try unsafe Self.checkElements(of: pointer)
  }

  /// Reads a list that stays its owner's.
  @unsafe static func partitions(
    of pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>
  ) -> [TopicPartition] {
    unsafe elements(of: pointer).map { unsafe $0.topicPartition }
  }

  /// Throws the first error of an element of a list that stays its owner's.
  @unsafe static func checkElements(
    of pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>
  ) throws(KafkaError) {
    let elements = unsafe Self.elements(of: pointer)
    for index in elements.indices {
      try unsafe KafkaError.check(elements[index].err, elements[index].topicPartition.description)
    }
  }

  @unsafe private static func elements(
    of pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>
  ) -> UnsafeBufferPointer<rd_kafka_topic_partition_t> {
    unsafe UnsafeBufferPointer(start: pointer.pointee.elems, count: Int(pointer.pointee.cnt))
  }
}

extension rd_kafka_topic_partition_t {
  fileprivate var topicPartition: TopicPartition {
    unsafe TopicPartition(topic: String(cString: topic), partition: partition)
  }
}
