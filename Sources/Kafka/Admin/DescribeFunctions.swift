internal import Crdkafka
internal import Glibc

/// The functions of librdkafka that ask for a user's rights, which 2.3.0 and newer have.
///
/// The headers at build time need not know them, so they are looked up by name. It is safe because each is called with the
/// types that rdkafka.h declares for it since then, and an older library gives no value.
@safe struct DescribeFunctions {
  typealias Include = @convention(c) (OpaquePointer, Int32) -> OpaquePointer?
  typealias MakeTopics = @convention(c) (UnsafeMutablePointer<UnsafePointer<CChar>?>, Int) -> OpaquePointer?
  typealias Destroy = @convention(c) (OpaquePointer) -> Void
  typealias DescribeTopics = @convention(c) (OpaquePointer, OpaquePointer, OpaquePointer, OpaquePointer) -> Void
  typealias Result = @convention(c) (OpaquePointer) -> OpaquePointer?
  typealias List = @convention(c) (OpaquePointer, UnsafeMutablePointer<Int>) -> UnsafeMutablePointer<OpaquePointer?>?
  typealias Operations =
    @convention(c) (
      OpaquePointer, UnsafeMutablePointer<Int>
    ) -> UnsafePointer<rd_kafka_AclOperation_t>?

  @unsafe let includeOperations: Include
  @unsafe let makeTopics: MakeTopics
  @unsafe let destroyTopics: Destroy
  @unsafe let describeTopics: DescribeTopics
  @unsafe let topicsResult: Result
  @unsafe let topics: List
  @unsafe let topicError: Result
  @unsafe let topicOperations: Operations
  @unsafe let groupOperations: Operations

  /// Nil when the library has not all of them.
  init?() {
    guard let includeOperations = unsafe dlsym(nil, "rd_kafka_AdminOptions_set_include_authorized_operations"),
      let makeTopics = unsafe dlsym(nil, "rd_kafka_TopicCollection_of_topic_names"),
      let destroyTopics = unsafe dlsym(nil, "rd_kafka_TopicCollection_destroy"),
      let describeTopics = unsafe dlsym(nil, "rd_kafka_DescribeTopics"),
      let topicsResult = unsafe dlsym(nil, "rd_kafka_event_DescribeTopics_result"),
      let topics = unsafe dlsym(nil, "rd_kafka_DescribeTopics_result_topics"),
      let topicError = unsafe dlsym(nil, "rd_kafka_TopicDescription_error"),
      let topicOperations = unsafe dlsym(nil, "rd_kafka_TopicDescription_authorized_operations"),
      let groupOperations = unsafe dlsym(nil, "rd_kafka_ConsumerGroupDescription_authorized_operations")
    else { return nil }
    unsafe self.includeOperations = unsafeBitCast(includeOperations, to: Include.self)
    unsafe self.makeTopics = unsafeBitCast(makeTopics, to: MakeTopics.self)
    unsafe self.destroyTopics = unsafeBitCast(destroyTopics, to: Destroy.self)
    unsafe self.describeTopics = unsafeBitCast(describeTopics, to: DescribeTopics.self)
    unsafe self.topicsResult = unsafeBitCast(topicsResult, to: Result.self)
    unsafe self.topics = unsafeBitCast(topics, to: List.self)
    unsafe self.topicError = unsafeBitCast(topicError, to: Result.self)
    unsafe self.topicOperations = unsafeBitCast(topicOperations, to: Operations.self)
    unsafe self.groupOperations = unsafeBitCast(groupOperations, to: Operations.self)
  }
}
