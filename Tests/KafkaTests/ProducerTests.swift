import EmbeddedKafka
import Kafka
import Testing

@Suite struct ProducerTests {
  @Test func `A header without a name is a header`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("results", partitions: 1)
    var producer = try TestClients.producer(cluster)
    let topic = try producer.topic(named: "results")
    var headers = OutgoingHeaders()
    let name: [UInt8] = []
    headers.add(name: name.raw, value: Array("value".utf8).raw)
    try producer.begin()
    try producer.produce(to: topic, partition: 0, key: nil, value: nil, headers: &headers, tag: 0)
    try producer.commit(timeoutMilliseconds: 10_000)
    var reader = try TestClients.reader(cluster, topic: "results")
    var seen: [String] = []
    for _ in 0..<200 where seen.isEmpty {
      guard case .record(let record) = reader.poll(timeoutMilliseconds: 100) else { continue }
      record.forEachHeader { name, value in seen.append("\(name.text)=\(value?.text ?? "null")") }
    }
    #expect(seen == ["=value"])
  }

  @Test func `A topic of another producer is not written to`() async {
    await #expect(processExitsWith: .failure) {
      let cluster = try EmbeddedCluster(brokers: 1)
      try cluster.createTopic("results", partitions: 1)
      var first = try TestClients.producer(cluster, id: "first")
      let topic = try first.topic(named: "results")
      var second = try TestClients.producer(cluster, id: "second")
      _ = try second.topic(named: "results")
      try second.begin()
      try second.send(topic, value: "x")
    }
  }

  @Test func `A producer that is dropped with records queued and a transaction open is gone at once`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("results", partitions: 1)
    var producer = try TestClients.producer(cluster, [("linger.ms", "5000")])
    let topic = try producer.topic(named: "results")
    try producer.begin()
    for _ in 0..<1000 { try producer.send(topic, value: "x") }
    let start = ContinuousClock.now
    _ = consume producer
    #expect(ContinuousClock.now - start < .seconds(3))
  }
}
