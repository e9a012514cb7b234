internal import Crdkafka

extension AdminClient {
  /// The member that the group's coordinator knows under a `group.instance.id`; nil when it knows none.
  public func memberID(
    ofInstance instanceID: String, in group: String, timeoutMilliseconds: Int32
  ) throws(KafkaError) -> String? {
    let event = try ask(RD_KAFKA_ADMIN_OP_DESCRIBECONSUMERGROUPS, timeoutMilliseconds) { options, queue in
      unsafe group.withCString { name in
        var names: UnsafePointer<CChar>? = unsafe name
        unsafe rd_kafka_DescribeConsumerGroups(client.pointer, &names, 1, options, queue)
      }
    }
    defer { unsafe rd_kafka_event_destroy(event) }
    var count = 0
    guard let answer = unsafe rd_kafka_event_DescribeConsumerGroups_result(event),
      let groups = unsafe rd_kafka_DescribeConsumerGroups_result_groups(answer, &count), count > 0,
      let described = unsafe groups[0]
    else { throw KafkaError(plain: .state) }
    // Borrowed: not ours to destroy.
    if let error = unsafe rd_kafka_ConsumerGroupDescription_error(described) {
      try unsafe KafkaError.check(rd_kafka_error_code(error), group)
    }
    for index in 0..<(unsafe rd_kafka_ConsumerGroupDescription_member_count(described)) {
      guard let member = unsafe rd_kafka_ConsumerGroupDescription_member(described, index),
        let instance = unsafe rd_kafka_MemberDescription_group_instance_id(member),
        unsafe String(cString: instance) == instanceID
      else { continue }
      return unsafe rd_kafka_MemberDescription_consumer_id(member).map { unsafe String(cString: $0) }
    }
    return nil
  }
}
