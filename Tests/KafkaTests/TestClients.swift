import EmbeddedKafka
import Kafka
import Testing

/// Clients of an embedded cluster, with time-outs that a test can wait for.
enum TestClients {
  static func configuration(_ cluster: borrowing EmbeddedCluster) throws -> ClientConfiguration {
    var configuration = ClientConfiguration()
    try configuration.set("bootstrap.servers", cluster.bootstrapServers)
    try configuration.set("socket.nagle.disable", "true")
    try configuration.set("reconnect.backoff.max.ms", "100")
    return configuration
  }

  static func producer(
    _ cluster: borrowing EmbeddedCluster, id: String = "lane", _ properties: [(String, String)] = []
  ) throws -> Producer {
    var configuration = try configuration(cluster)
    try configuration.set("transactional.id", id)
    try configuration.set("transaction.timeout.ms", "10000")
    try configuration.set("retry.backoff.ms", "5")
    for (name, value) in properties { try configuration.set(name, value) }
    var producer = try Producer(configuration)
    try producer.initTransactions(timeoutMilliseconds: 10_000)
    return producer
  }

  /// Reads a partition from its beginning, as a member of no group.
  static func reader(_ cluster: borrowing EmbeddedCluster, topic: String) throws -> Consumer {
    var configuration = try configuration(cluster)
    try configuration.set("fetch.wait.max.ms", "10")
    let consumer = try Consumer(configuration, groupID: "reader")
    try consumer.assign([
      TopicPartitionOffset(TopicPartition(topic: topic, partition: 0), offset: LogicalOffset.beginning)
    ])
    return consumer
  }
}

extension Producer {
  /// Queues a record of these texts.
  mutating func send(_ topic: ProducerTopic, value: String?, tag: UInt64 = 0) throws(KafkaError) {
    var headers = OutgoingHeaders()
    let bytes = Array((value ?? "").utf8)
    try produce(
      to: topic, partition: 0, key: nil, value: value == nil ? nil : bytes.raw, headers: &headers, tag: tag)
  }

  /// What is thrown by the call, if anything is.
  mutating func failure(of call: (inout Producer) throws(KafkaError) -> Void) -> KafkaError? {
    do throws(KafkaError) {
      try call(&self)
      return nil
    } catch {
      return error
    }
  }

  func drainTrouble() -> Int {
    var count = 0
    drainLog { if $0.isConnectionTrouble { count += 1 } }
    return count
  }
}

extension RawSpan {
  var text: String {
    unsafe withUnsafeBytes { bytes in unsafe String(decoding: bytes, as: UTF8.self) }
  }
}

extension [UInt8] {
  var raw: RawSpan {
    @_lifetime(borrow self) get { unsafe span.bytes }
  }
}
