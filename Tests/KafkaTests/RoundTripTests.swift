import EmbeddedKafka
import Kafka
import Testing

@Suite struct RoundTripTests {
  struct Seen: Equatable {
    var key: String?
    var value: String?
    var headers: [String] = []
  }

  @Test func `Null and empty keys, values and header values come back as they were sent`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("results", partitions: 1)
    var producer = try TestClients.producer(cluster)
    let topic = try producer.topic(named: "results")
    #expect(try producer.fetchPartitionCount(of: topic, timeoutMilliseconds: 5000) == 1)

    let empty: [UInt8] = []
    let text = Array("text".utf8)
    var headers = OutgoingHeaders()
    try producer.begin()
    headers.add("first", value: text.raw)
    headers.add("empty", value: empty.raw)
    headers.add("null", value: nil)
    headers.add(name: Array("first".utf8).raw, value: empty.raw)
    try producer.produce(
      to: topic, partition: 0, key: text.raw, value: text.raw, headers: &headers, tag: 1)
    #expect(headers.isEmpty == true, "they are the library's")
    try producer.produce(
      to: topic, partition: 0, key: empty.raw, value: empty.raw, headers: &headers, tag: 2)
    try producer.produce(to: topic, partition: 0, key: nil, value: nil, headers: &headers, tag: 3)
    try producer.commit(timeoutMilliseconds: 10_000)
    #expect(producer.deliveredCount == 3)
    #expect(producer.reportedCount == 3)
    #expect(producer.failedCount == 0)

    var consumer = try TestClients.reader(cluster, topic: "results")
    #expect(
      Self.read(&consumer, 3) == [
        Seen(key: "text", value: "text", headers: ["first=text", "empty=", "null", "first="]),
        Seen(key: "", value: ""),
        Seen(key: nil, value: nil),
      ])
    #expect(consumer.close(withinMilliseconds: 5000) == true)
  }

  /// Reads so many records, with a bound on the wait for each.
  private static func read(_ consumer: inout Consumer, _ count: Int) -> [Seen] {
    var seen: [Seen] = []
    for _ in 0..<200 where seen.count < count {
      switch consumer.poll(timeoutMilliseconds: 100) {
      case .record(let record):
        var one = Seen(key: record.key?.text, value: record.value?.text)
        record.forEachHeader { name, value in
          if let value { one.headers.append("\(name.text)=\(value.text)") } else { one.headers.append(name.text) }
        }
        seen.append(one)
        #expect(record.topic == "results")
        #expect(record.offset == Int64(seen.count - 1))
        #expect(record.timestamp != nil)
      default: break
      }
    }
    return seen
  }

  @Test func `A fetch that found no room goes on as soon as there is some`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("commands", partitions: 1)
    var producer = try TestClients.producer(cluster)
    let topic = try producer.topic(named: "commands")
    try producer.begin()
    let count = 60
    for number in 0..<count {
      try producer.send(topic, value: String(repeating: "x", count: 50_000), tag: UInt64(number))
      // A batch of its own: more than the limits below come with none.
      try producer.flush(timeoutMilliseconds: 5000)
    }
    try producer.commit(timeoutMilliseconds: 10_000)

    var configuration = try TestClients.configuration(cluster)
    try configuration.set("fetch.wait.max.ms", "10")
    try configuration.set("fetch.message.max.bytes", "60000")
    try configuration.set("queued.max.messages.kbytes", "256")
    try configuration.setWhereKnown("fetch.queue.backoff.ms", "10")
    var consumer = try Consumer(configuration, groupID: "reader")
    try consumer.assign([
      TopicPartitionOffset(TopicPartition(topic: "commands", partition: 0), offset: LogicalOffset.beginning)
    ])
    var seen = 0
    var emptyPolls = 0
    while seen < count, emptyPolls < 300 {
      if case .record = consumer.poll(timeoutMilliseconds: 100) { seen += 1 } else { emptyPolls += 1 }
      // Slower than the fetch, which thus finds no room.
      producer.poll(timeoutMilliseconds: 5)
    }
    #expect(seen == count)
    // 3 MB through 256 KB: without a wakeup there are twelve rests of up to 1 s, ten empty polls each.
    #expect(emptyPolls < 40)
  }

  @Test func `Offsets that were committed are there to be asked for, others are not`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("commands", partitions: 2)
    let consumer = try Consumer(TestClients.configuration(cluster), groupID: "group")
    let partitions = [0, 1].map { TopicPartition(topic: "commands", partition: $0) }
    try consumer.commit([TopicPartitionOffset(partitions[1], offset: 7)], timeoutMilliseconds: 5000)
    let committed = try consumer.committed(partitions, timeoutMilliseconds: 5000)
    #expect(committed.map(\.offset) == [LogicalOffset.none, 7])
    #expect(try consumer.watermarks(of: partitions[0], timeoutMilliseconds: 5000) == Watermarks(low: 0, high: 0))
    #expect(consumer.memberIsInGroup == false)
  }

  @Test func `A member of a group is given its partitions, and gives them back when it leaves`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("commands", partitions: 2)
    var configuration = try TestClients.configuration(cluster)
    try configuration.set("session.timeout.ms", "6000")
    try configuration.set("heartbeat.interval.ms", "200")
    try configuration.set("partition.assignment.strategy", "range,roundrobin")
    var consumer = try Consumer(configuration, groupID: "group", instanceID: "one")
    try consumer.subscribe(to: ["commands"])
    var given: [TopicPartition]?
    for _ in 0..<100 where given == nil {
      if case .assigned(let partitions) = consumer.poll(timeoutMilliseconds: 100) { given = partitions }
    }
    #expect(given?.map(\.partition).sorted() == [0, 1])
    #expect(consumer.rebalanceProtocol == .eager)
    #expect(consumer.memberIsInGroup == true)
    #expect(consumer.isAssignmentLost == false)
    try consumer.assign((given ?? []).map { TopicPartitionOffset($0, offset: 0) })
    try consumer.seek(to: [TopicPartitionOffset(TopicPartition(topic: "commands", partition: 1), offset: 0)])
    #expect(consumer.close(withinMilliseconds: 5000) == true)
  }
}
