internal import Crdkafka

/// A cluster's answer about its brokers, and about one topic if that was asked for.
///
/// It is safe because it reads its own answer only, within the counts that the answer gives.
@safe struct Metadata: ~Copyable {
  private let answer: Native<MetadataObject>

  fileprivate init(_ answer: consuming Native<MetadataObject>) {
    self.answer = answer
  }

  private var fields: rd_kafka_metadata { unsafe UnsafePointer<rd_kafka_metadata>(answer.pointer).pointee }

  var brokerCount: Int { unsafe Int(fields.broker_cnt) }

  /// The partition count of the topic that was asked for.
  func partitionCount() throws(KafkaError) -> Int32 {
    guard unsafe fields.topic_cnt > 0 else { throw KafkaError(code: .unknownTopicOrPartition) }
    let topic = unsafe fields.topics[0]
    try unsafe KafkaError.check(topic.err, String(cString: topic.topic))
    return unsafe topic.partition_cnt
  }
}

extension ClientHandle where Callbacks: ~Copyable {
  /// Asks for the brokers alone.
  func metadata(timeoutMilliseconds: Int32) throws(KafkaError) -> Metadata {
    try unsafe ask(about: nil, timeoutMilliseconds)
  }

  /// Asks for one topic; asking does not create it unless the client is a producer.
  func metadata(
    of topic: borrowing Native<TopicObject>, timeoutMilliseconds: Int32
  ) throws(KafkaError) -> Metadata {
    try unsafe ask(about: topic.pointer, timeoutMilliseconds)
  }

  @unsafe func ask(about topic: OpaquePointer?, _ timeoutMilliseconds: Int32) throws(KafkaError) -> Metadata {
    var answer: UnsafePointer<rd_kafka_metadata>?
    try unsafe KafkaError.check(rd_kafka_metadata(pointer, 0, topic, &answer, timeoutMilliseconds))
    return try unsafe Metadata(Native(owning: answer.map { OpaquePointer($0) }, orThrow: KafkaError(code: .state)))
  }
}
