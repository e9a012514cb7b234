internal import Crdkafka

/// What the cluster says of the group and its topics.
extension Consumer {
  /// The ids of the members that the group's coordinator knows; needs no more rights than joining does.
  ///
  /// By ListGroups and DescribeGroups of every broker: the newer DescribeConsumerGroups ends the process when the
  /// coordinator does not answer in time (#4605). A broker that is away makes it take all of the time.
  public func groupMemberIDs(timeoutMilliseconds: Int32) throws(KafkaError) -> [String] {
    var answer: UnsafePointer<rd_kafka_group_list>?
    let response = unsafe rd_kafka_list_groups(client.pointer, groupID, &answer, timeoutMilliseconds)
    defer { if let answer = unsafe answer { unsafe rd_kafka_group_list_destroy(answer) } }
    // Partial: not from every broker, of which one is the coordinator.
    if response != RD_KAFKA_RESP_ERR__PARTIAL { try KafkaError.check(response, groupID) }
    guard let list = unsafe answer?.pointee, unsafe list.group_cnt > 0 else {
      throw KafkaError(plain: .timedOut, message: groupID)
    }
    let group = unsafe list.groups[0]
    try unsafe KafkaError.check(group.err, groupID)
    return unsafe (0..<Int(group.member_cnt)).map { index in unsafe String(cString: group.members[index].member_id) }
  }

  /// How many partitions the topic has now.
  public func partitionCount(of topic: String, timeoutMilliseconds: Int32) throws(KafkaError) -> Int32 {
    try client.metadata(of: topic, timeoutMilliseconds).partitionCount()
  }
}
