import EmbeddedKafka
import Kafka
import Settings
import Testing

@testable import CustomerWorker

/// Batches of zstd with a reader that has little room, on a cluster that keeps them as they were sent.
@Suite struct SideConsumerTests {
  private static let commands = TopicPartition(topic: "commands", partition: 0)
  /// Ten records of 1,000 bytes fit into it decompressed, a hundred do not.
  private static let smallBytes = 20_000

  private struct Topic: ~Copyable {
    let cluster: EmbeddedCluster
    private var producer: Producer
    private let topic: ProducerTopic
    private(set) var next: Int64 = 0

    init() throws {
      let cluster = try EmbeddedCluster(brokers: 1)
      try cluster.createTopic("commands", partitions: 1)
      var configuration = ClientConfiguration()
      try configuration.set("bootstrap.servers", cluster.bootstrapServers)
      try configuration.set("socket.nagle.disable", "true")
      try configuration.set("compression.codec", "zstd")
      try configuration.set("linger.ms", "1000")
      var producer = try Producer(configuration)
      let topic = try producer.topic(named: "commands")
      // Records that wait for the topic's metadata go out in batches of their own.
      try producer.fetchPartitionCount(of: topic, timeoutMilliseconds: 5000)
      self.topic = topic
      self.producer = producer
      self.cluster = cluster
    }

    /// Writes records of 1,000 bytes as one batch.
    mutating func write(_ count: Int) throws {
      let value = [UInt8](repeating: UInt8(ascii: " "), count: 1000)
      var headers = OutgoingHeaders()
      for _ in 0..<count {
        try unsafe producer.produce(
          to: topic, partition: 0, key: nil, value: value.span.bytes, headers: &headers, tag: 0)
      }
      try producer.flush(timeoutMilliseconds: 10_000)
      next += Int64(count)
    }

    func sideConsumer(_ batchBytes: Int) throws -> SideConsumer {
      var settings = WorkerSettings()
      settings.kafka.bootstrapServers = cluster.bootstrapServers
      settings.kafka.consumerProperties = [
        "message.max.bytes": "2000", "fetch.max.bytes": "10000", "fetch.wait.max.ms": "10",
      ]
      return try SideConsumer(
        ClientProperties.sideConsumer(settings, batchBytes: batchBytes), groupID: settings.kafka.groupId)
    }
  }

  /// What is read from an offset until there is an end or an error, as text.
  private static func read(_ consumer: inout SideConsumer, from offset: Int64) throws -> [String] {
    try consumer.read(from: TopicPartitionOffset(commands, offset: offset))
    var seen: [String] = []
    for _ in 0..<300 {
      switch consumer.poll(timeoutMilliseconds: 100) {
      case .nothing: continue
      case .record(let record):
        seen.append("\(record.offset)")
        continue
      case .end(let offset): seen.append("end \(offset)")
      case .undecodable(let base, _): seen.append("undecodable \(base)")
      case .corrupt(let base, _): seen.append("corrupt \(base)")
      case .failed(let error): seen.append("\(error)")
      }
      return seen
    }
    return seen + ["nothing more within 30 s"]
  }

  @Test func `With room for a batch all of its records are read, from wherever the reading begins, to the end`() throws
  {
    var topic = try Topic()
    try topic.write(1)
    try topic.write(100)
    try topic.write(1)
    var consumer = try topic.sideConsumer(1 << 20)
    #expect(try Self.read(&consumer, from: 0) == (0..<102).map { "\($0)" } + ["end 102"])
    #expect(try Self.read(&consumer, from: 57) == (57..<102).map { "\($0)" } + ["end 102"])
    #expect(try Self.read(&consumer, from: 102) == ["end 102"])
    #expect(try consumer.lastStableOffset(of: Self.commands, timeoutMilliseconds: 5000) == 102)
  }

  @Test func `A batch that does not fit is refused by its first offset, from wherever the reading begins`() throws {
    var topic = try Topic()
    try topic.write(1)
    try topic.write(100)
    try topic.write(1)
    var consumer = try topic.sideConsumer(Self.smallBytes)
    #expect(try Self.read(&consumer, from: 0) == ["0", "undecodable 1"])
    #expect(try Self.read(&consumer, from: 1) == ["undecodable 1"])
    #expect(try Self.read(&consumer, from: 100) == ["undecodable 1"])
    #expect(try Self.read(&consumer, from: 101) == ["101", "end 102"])
  }

  @Test(arguments: [(before: 3, after: 1), (0, 0), (0, 5), (2, 400)])
  func `The end of a batch that does not fit is found to the record`(_ around: (before: Int, after: Int)) throws {
    var topic = try Topic()
    if around.before > 0 { try topic.write(around.before) }
    let base = topic.next
    try topic.write(137)
    let end = topic.next
    for _ in 0..<around.after { try topic.write(1) }
    var consumer = try topic.sideConsumer(Self.smallBytes)
    var search = BatchEndSearch(
      base: base, lastStableOffset: try consumer.lastStableOffset(of: Self.commands, timeoutMilliseconds: 5000))
    var errors: [KafkaError] = []
    for _ in 0..<1000 where search.end == nil {
      if let error = consumer.advance(&search, in: Self.commands, timeoutMilliseconds: 100) { errors.append(error) }
    }
    #expect(search.end == end)
    #expect(errors == [])
  }

  @Test func `Two batches that do not fit, one behind the other, are told apart`() throws {
    var topic = try Topic()
    try topic.write(50)
    try topic.write(60)
    var consumer = try topic.sideConsumer(Self.smallBytes)
    var search = BatchEndSearch(base: 0, lastStableOffset: 110)
    for _ in 0..<1000 where search.end == nil {
      _ = consumer.advance(&search, in: Self.commands, timeoutMilliseconds: 100)
    }
    #expect(search.end == 50)
  }

  @Test func `A broker that is away is an error or nothing, and the search goes on when it is back`() throws {
    var topic = try Topic()
    try topic.write(100)
    var consumer = try topic.sideConsumer(Self.smallBytes)
    var search = BatchEndSearch(base: 0, lastStableOffset: 100)
    for _ in 0..<3 { _ = consumer.advance(&search, in: Self.commands, timeoutMilliseconds: 100) }
    try topic.cluster.setBrokerDown(-1)
    for _ in 0..<5 { _ = consumer.advance(&search, in: Self.commands, timeoutMilliseconds: 100) }
    #expect(search.end == nil)
    try topic.cluster.setBrokerUp(-1)
    for _ in 0..<300 where search.end == nil {
      _ = consumer.advance(&search, in: Self.commands, timeoutMilliseconds: 100)
    }
    #expect(search.end == 100)
  }
}
