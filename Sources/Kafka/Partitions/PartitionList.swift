internal import Crdkafka

/// Owns a list of partitions of librdkafka's.
@safe struct PartitionList: ~Copyable {
  let pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>

  /// Takes over a list that librdkafka made.
  @unsafe init(owning pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) {
    unsafe self.pointer = unsafe pointer
  }

  init(_ positions: [TopicPartitionOffset]) {
    unsafe pointer = unsafe rd_kafka_topic_partition_list_new(Int32(clamping: positions.count))
    for position in positions {
      let element = unsafe rd_kafka_topic_partition_list_add(
        pointer, position.partition.topic, position.partition.partition)
      unsafe element?.pointee.offset = position.offset
    }
  }

  init(_ partitions: [TopicPartition]) {
    self.init(partitions.map { TopicPartitionOffset($0, offset: TopicPartitionOffset.none) })
  }

  deinit {
    unsafe rd_kafka_topic_partition_list_destroy(pointer)
  }

  var partitions: [TopicPartition] { unsafe Self.partitions(of: pointer) }

  var positions: [TopicPartitionOffset] {
    unsafe (0..<Int(pointer.pointee.cnt)).map { index in
      let element = unsafe pointer.pointee.elems[index]
      let partition = unsafe TopicPartition(topic: String(cString: element.topic), partition: element.partition)
      return unsafe TopicPartitionOffset(partition, offset: element.offset)
    }
  }

  /// Throws the first element's error.
  func checkElements() throws(KafkaError) {
    for index in 0..<(unsafe Int(pointer.pointee.cnt)) {
      let element = unsafe pointer.pointee.elems[index]
      try unsafe KafkaError.check(element.err, "\(String(cString: element.topic))[\(element.partition)]")
    }
  }

  /// Looks at a list that stays its owner's.
  @unsafe static func partitions(
    of pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>
  ) -> [TopicPartition] {
    unsafe (0..<Int(pointer.pointee.cnt)).map { index in
      let element = unsafe pointer.pointee.elems[index]
      return unsafe TopicPartition(topic: String(cString: element.topic), partition: element.partition)
    }
  }
}
