import EmbeddedKafka
import Kafka
import Testing

@Suite struct ConsumerTests {
  private static let partition = TopicPartition(topic: "commands", partition: 0)

  private func consumer(
    _ cluster: borrowing EmbeddedCluster, _ properties: [(String, String)] = []
  ) throws -> Consumer {
    var configuration = try TestClients.configuration(cluster)
    try configuration.set("fetch.wait.max.ms", "10")
    for (name, value) in properties { try configuration.set(name, value) }
    return try Consumer(configuration, groupID: "group")
  }

  /// Writes records whose values are their offsets.
  private func write(_ cluster: borrowing EmbeddedCluster, _ count: Int) throws {
    var producer = try TestClients.producer(cluster)
    let topic = try producer.topic(named: "commands")
    try producer.begin()
    for number in 0..<count { try producer.send(topic, value: "\(number)") }
    try producer.commit(timeoutMilliseconds: 10_000)
  }

  /// The offset of the next record; nil when there is none within 10 s.
  private func next(_ consumer: inout Consumer) -> Int64? {
    for _ in 0..<100 {
      if case .record(let record) = consumer.poll(timeoutMilliseconds: 100) { return record.offset }
    }
    return nil
  }

  @Test func `A paused partition brings nothing, and reads on where it was`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("commands", partitions: 1)
    try write(cluster, 20)
    var consumer = try consumer(cluster)
    try consumer.assign([TopicPartitionOffset(Self.partition, offset: 0)])
    let before = [next(&consumer), next(&consumer)]
    #expect(before == [0, 1])
    try consumer.pause([Self.partition])
    for _ in 0..<5 {
      if case .record(let record) = consumer.poll(timeoutMilliseconds: 50) {
        Issue.record("record \(record.offset) of a paused partition")
      }
    }
    try consumer.resume([Self.partition])
    let after = [next(&consumer), next(&consumer)]
    #expect(after == [2, 3])
  }

  @Test(arguments: [0, 7, 15] as [Int64])
  func `A partition that was paused is read where it was put meanwhile, before and behind`(_ offset: Int64) throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("commands", partitions: 1)
    try write(cluster, 20)
    var consumer = try consumer(cluster)
    try consumer.assign([TopicPartitionOffset(Self.partition, offset: 0)])
    for _ in 0..<5 { _ = next(&consumer) }
    try consumer.pause([Self.partition])
    _ = consumer.poll(timeoutMilliseconds: 50)
    try consumer.seek(to: [TopicPartitionOffset(Self.partition, offset: offset)])
    _ = consumer.poll(timeoutMilliseconds: 50)
    try consumer.resume([Self.partition])
    let after = [next(&consumer), next(&consumer)]
    #expect(after == [offset, offset + 1])
  }

  @Test func `The end of a partition is an event with its offset, and only where it is asked for`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("commands", partitions: 1)
    try write(cluster, 3)
    var consumer = try consumer(cluster, [("enable.partition.eof", "true")])
    try consumer.assign([TopicPartitionOffset(Self.partition, offset: 0)])
    var seen: [Int64] = []
    var end: Int64?
    for _ in 0..<100 where end == nil {
      switch consumer.poll(timeoutMilliseconds: 100) {
      case .record(let record): seen.append(record.offset)
      case .partitionEnd(let partition, let offset):
        #expect(partition == Self.partition)
        end = offset
      default: break
      }
    }
    #expect(seen == [0, 1, 2])
    // A mark of the transaction's end may be in the log too.
    #expect(end == 3 || end == 4)
  }

  @Test func `A consumer commits nothing by itself`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("commands", partitions: 1)
    try write(cluster, 3)
    var consumer = try consumer(cluster, [("auto.commit.interval.ms", "10")])
    try consumer.assign([TopicPartitionOffset(Self.partition, offset: 0)])
    for _ in 0..<3 { _ = next(&consumer) }
    let didClose = consumer.close(withinMilliseconds: 5000)
    #expect(didClose)
    let other = try self.consumer(cluster)
    let committed = try other.committed([Self.partition], timeoutMilliseconds: 5000)
    #expect(committed.map(\.offset) == [LogicalOffset.none])
  }

  @Test func `A record's bytes are those of its value, its key and its headers`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("commands", partitions: 1)
    var producer = try TestClients.producer(cluster)
    let topic = try producer.topic(named: "commands")
    var headers = OutgoingHeaders()
    headers.add("name", value: [UInt8](repeating: 1, count: 300).raw)
    headers.add("null", value: nil)
    try producer.begin()
    try producer.produce(
      to: topic, partition: 0, key: [UInt8](repeating: 1, count: 20).raw, value: [UInt8](repeating: 1, count: 1000).raw,
      headers: &headers, tag: 0)
    try producer.produce(to: topic, partition: 0, key: nil, value: nil, headers: &headers, tag: 0)
    try producer.commit(timeoutMilliseconds: 10_000)
    #expect(try byteCounts(cluster, 2) == [1328, 0])
  }

  @Test func `More headers than the library reads are not taken for none`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("commands", partitions: 1)
    var producer = try TestClients.producer(cluster)
    let topic = try producer.topic(named: "commands")
    try producer.begin()
    for count in [100_000, 100_001, 0] {
      var headers = OutgoingHeaders(capacity: count)
      for _ in 0..<count { headers.add("h", value: nil) }
      try producer.produce(to: topic, partition: 0, key: nil, value: nil, headers: &headers, tag: 0)
    }
    try producer.commit(timeoutMilliseconds: 10_000)
    var consumer = try consumer(cluster)
    try consumer.assign([TopicPartitionOffset(Self.partition, offset: 0)])
    var seen: [String] = []
    for _ in 0..<100 where seen.count < 3 {
      guard case .record(let record) = consumer.poll(timeoutMilliseconds: 100) else { continue }
      var count = 0
      record.forEachHeader { _, _ in count += 1 }
      seen.append("\(count) \(record.hasUnreadableHeaders)")
    }
    #expect(seen == ["100000 false", "0 true", "0 false"])
  }

  @Test func `The name of a header does not end at a zero byte`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("commands", partitions: 1)
    var producer = try TestClients.producer(cluster)
    let topic = try producer.topic(named: "commands")
    var headers = OutgoingHeaders()
    headers.add("workspace-id", value: [1].raw)
    headers.add("workspace-id\0x", value: [2, 0].raw)
    let empty: [UInt8] = []
    headers.add("\0", value: empty.raw)
    headers.add("", value: empty.raw)
    headers.add("null", value: nil)
    try producer.begin()
    try producer.produce(to: topic, partition: 0, key: nil, value: nil, headers: &headers, tag: 0)
    try producer.commit(timeoutMilliseconds: 10_000)
    var consumer = try consumer(cluster)
    try consumer.assign([TopicPartitionOffset(Self.partition, offset: 0)])
    var seen: [String] = []
    for _ in 0..<100 where seen.isEmpty {
      guard case .record(let record) = consumer.poll(timeoutMilliseconds: 100) else { continue }
      record.forEachHeader { name, value in seen.append("\(name.text) \(value?.byteCount ?? -1)") }
    }
    #expect(seen == ["workspace-id 1", "workspace-id\0x 2", "\0 0", " 0", "null -1"])
  }

  private func byteCounts(_ cluster: borrowing EmbeddedCluster, _ count: Int) throws -> [Int] {
    var consumer = try consumer(cluster)
    try consumer.assign([TopicPartitionOffset(Self.partition, offset: 0)])
    var seen: [Int] = []
    for _ in 0..<100 where seen.count < count {
      if case .record(let record) = consumer.poll(timeoutMilliseconds: 100) { seen.append(record.byteCount) }
    }
    return seen
  }

  @Test func `A connection that a broker closes is counted`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("commands", partitions: 1)
    try write(cluster, 3)
    var consumer = try consumer(cluster)
    try consumer.assign([TopicPartitionOffset(Self.partition, offset: 0)])
    _ = next(&consumer)
    let before = consumer.closedConnectionCount
    try cluster.setBrokerDown(-1)
    for _ in 0..<100 where consumer.closedConnectionCount == before { _ = consumer.poll(timeoutMilliseconds: 100) }
    #expect(consumer.closedConnectionCount > before)
  }
}
