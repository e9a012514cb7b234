internal import Crdkafka

/// Questions about the group and its topics.
extension Consumer {
  /// The ids of the members that the group's coordinator knows; asking needs no more rights than joining does.
  ///
  /// Every broker is asked, so one that is away makes the call take all of its time.
  public func groupMemberIDs(timeoutMilliseconds: Int32) throws(KafkaError) -> [String] {
    guard let memberIDs = try groupList(timeoutMilliseconds: timeoutMilliseconds)?.memberIDs() else {
      throw KafkaError(code: .timedOut, message: groupID)
    }
    return memberIDs
  }

  private func groupList(timeoutMilliseconds: Int32) throws(KafkaError) -> GroupList? {
    // Not DescribeConsumerGroups, which ends the process when the coordinator does not answer in time (librdkafka #4605).
    var answer: UnsafePointer<rd_kafka_group_list>?
    let response = unsafe rd_kafka_list_groups(client.pointer, groupID, &answer, timeoutMilliseconds)
    let list = unsafe answer.map { unsafe GroupList(Native(owning: OpaquePointer($0))) }
    // Partial: not from every broker, of which one is the coordinator.
    if response != RD_KAFKA_RESP_ERR__PARTIAL { try KafkaError.check(response, groupID) }
    return list
  }

  /// The protocol that the group's members use; nil when it has no members, or no broker knows it.
  ///
  /// Every broker is asked, so one that is away makes the call take all of its time.
  public func groupProtocol(timeoutMilliseconds: Int32) throws(KafkaError) -> GroupProtocol? {
    try groupList(timeoutMilliseconds: timeoutMilliseconds)?.groupProtocol()
  }

  /// The number of partitions that a topic has now.
  public func partitionCount(of topic: String, timeoutMilliseconds: Int32) throws(KafkaError) -> Int32 {
    try client.metadata(of: client.topic(named: topic), timeoutMilliseconds: timeoutMilliseconds).partitionCount()
  }
}

/// A cluster's answer about the group that was asked for.
private struct GroupList: ~Copyable {
  private let native: Native<GroupListObject>

  init(_ native: consuming Native<GroupListObject>) {
    self.native = native
  }

  /// The ids of the group's members; nil when no broker reported the group.
  func memberIDs() throws(KafkaError) -> [String]? {
    let list = unsafe UnsafePointer<rd_kafka_group_list>(native.pointer).pointee
    guard unsafe list.group_cnt > 0 else { return nil }
    let group = unsafe list.groups[0]
    try unsafe KafkaError.check(group.err, String(cString: group.group))
    return unsafe (0..<Int(group.member_cnt)).map { index in unsafe String(cString: group.members[index].member_id) }
  }

  /// The protocol of the group's members; nil when it has none, or no broker reported the group.
  func groupProtocol() throws(KafkaError) -> GroupProtocol? {
    let list = unsafe UnsafePointer<rd_kafka_group_list>(native.pointer).pointee
    guard unsafe list.group_cnt > 0 else { return nil }
    let group = unsafe list.groups[0]
    try unsafe KafkaError.check(group.err, String(cString: group.group))
    guard unsafe group.member_cnt > 0 else { return nil }
    return unsafe GroupProtocol(
      type: String(cString: group.protocol_type), name: String(cString: group.protocol), members: Int(group.member_cnt))
  }
}
