import EmbeddedKafka
import Kafka
import Testing

@Suite struct TransactionFailureTests {
  @Test func `A broker that is busy is asked again by the library, and the caller sees no error`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("results", partitions: 1)
    var producer = try TestClients.producer(cluster)
    let topic = try producer.topic(named: "results")
    cluster.injectErrors(.endTransaction, [.coordinatorLoadInProgress, .concurrentTransactions])
    try producer.begin()
    try producer.send(topic, value: "x")
    try producer.commit(timeoutMilliseconds: 10_000)
  }

  @Test func `A missing right asks for an abort, and the producer lives on`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("results", partitions: 1)
    var producer = try TestClients.producer(cluster)
    let topic = try producer.topic(named: "results")
    cluster.injectErrors(.addPartitionsToTransaction, [.topicAuthorizationFailed])
    try producer.begin()
    try producer.send(topic, value: "x")
    let failure = producer.failure { producer throws(KafkaError) in try producer.commit(timeoutMilliseconds: 10_000) }
    #expect(failure?.requiresAbort == true)
    #expect(failure?.isFatal == false)
    try producer.abort(timeoutMilliseconds: 10_000)
    try producer.begin()
    try producer.send(topic, value: "x")
    try producer.commit(timeoutMilliseconds: 10_000)
  }

  @Test func `A newer producer with the same id makes this one fenced, which is fatal`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("results", partitions: 1)
    var producer = try TestClients.producer(cluster)
    let topic = try producer.topic(named: "results")
    cluster.injectErrors(.endTransaction, [.invalidProducerEpoch])
    try producer.begin()
    try producer.send(topic, value: "x")
    let failure = producer.failure { producer throws(KafkaError) in try producer.commit(timeoutMilliseconds: 10_000) }
    #expect(failure?.code == .fenced)
    #expect(failure?.isFatal == true)
    #expect(failure?.requiresAbort == false)
    #expect(producer.fatalError != nil)
  }

  @Test func `A coordinator out of reach makes commit retriable, and it goes on when called again`() throws {
    let cluster = try EmbeddedCluster(brokers: 2)
    try cluster.createTopic("results", partitions: 1)
    try cluster.setLeader(TopicPartition(topic: "results", partition: 0), broker: 1)
    try cluster.setTransactionCoordinator("lane", broker: 2)
    var producer = try TestClients.producer(cluster)
    let topic = try producer.topic(named: "results")
    try producer.begin()
    try producer.send(topic, value: "x")
    for _ in 0..<100 where producer.deliveredCount == 0 { producer.poll(timeoutMilliseconds: 100) }
    try #require(producer.deliveredCount == 1, "not written within 10 s")
    try cluster.setBrokerDown(2)
    let failure = producer.failure { producer throws(KafkaError) in try producer.commit(timeoutMilliseconds: 200) }
    #expect(failure?.isRetriable == true)
    try cluster.setBrokerUp(2)
    try producer.commit(timeoutMilliseconds: 10_000)
  }

  @Test func `A record refused for its size is named by its tag, and those purged with it are not`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("results", partitions: 1)
    var producer = try TestClients.producer(
      cluster, [("batch.num.messages", "1"), ("max.in.flight", "1"), ("linger.ms", "0")])
    let topic = try producer.topic(named: "results")
    cluster.injectErrors(.produce, [.none, .messageTooLarge])
    try producer.begin()
    for tag in 0..<UInt64(50) { try producer.send(topic, value: "x", tag: tag) }
    let failure = producer.failure { producer throws(KafkaError) in try producer.commit(timeoutMilliseconds: 10_000) }
    #expect(failure?.requiresAbort == true)
    try producer.abort(timeoutMilliseconds: 10_000)
    #expect(producer.deliveryFailures == [DeliveryFailure(code: .messageTooLarge, tag: 1)])
    try producer.begin()
    #expect(producer.deliveryFailures == [])
    try producer.abort(timeoutMilliseconds: 10_000)
  }

  @Test func `A record larger than the client's own bound is refused at once`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("results", partitions: 1)
    var producer = try TestClients.producer(cluster, [("message.max.bytes", "2000")])
    let topic = try producer.topic(named: "results")
    try producer.begin()
    let failure = producer.failure { producer throws(KafkaError) in
      try producer.send(topic, value: String(repeating: "x", count: 2000))
    }
    #expect(failure?.code == .messageTooLarge)
    try producer.abort(timeoutMilliseconds: 10_000)
  }

  @Test func `Of two equal losses of a connection within 30 s each is counted, logged or not`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("results", partitions: 1)
    var producer = try TestClients.producer(cluster)
    let topic = try producer.topic(named: "results")
    var logged = 0
    for _ in 0..<3 {
      let before = producer.closedConnectionCount
      try producer.begin()
      try producer.send(topic, value: "x")
      cluster.injectErrors(.endTransaction, [.transport])
      // The library sends EndTxn again on a new connection and says that all went well.
      try producer.commit(timeoutMilliseconds: 10_000)
      #expect(producer.closedConnectionCount > before)
      logged += producer.drainTrouble()
    }
    // Two of the three, on librdkafka 2.0.2 and 2.16.0.
    #expect(logged >= 1)
  }

  @Test func `Where nothing is lost, no closed connection is counted`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    try cluster.createTopic("results", partitions: 1)
    var producer = try TestClients.producer(cluster)
    let topic = try producer.topic(named: "results")
    let before = producer.closedConnectionCount
    for _ in 0..<5 {
      try producer.begin()
      try producer.send(topic, value: "x")
      try producer.commit(timeoutMilliseconds: 10_000)
    }
    #expect(producer.closedConnectionCount == before)
    #expect(producer.drainTrouble() == 0)
  }
}
