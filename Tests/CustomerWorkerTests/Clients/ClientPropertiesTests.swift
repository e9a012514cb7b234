import Kafka
import Settings
import Testing

@testable import CustomerWorker

/// The properties that the worker's promise rests on.
@Suite struct ClientPropertiesTests {
  private func expect(
    _ configuration: ClientConfiguration, _ expected: [String: String?],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (name, value) in expected.sorted(by: { $0.key < $1.key }) {
      #expect(configuration[name] == value, "\(name)", sourceLocation: sourceLocation)
    }
  }

  @Test func `A consumer reads committed records alone, checks them, and lets nobody choose an offset for it`() throws {
    var settings = WorkerSettings()
    settings.kafka.sessionTimeoutMs = 6000
    settings.kafka.prefetchMegabytes = 16
    settings.lanes = 4
    try expect(
      ClientProperties.consumer(settings),
      [
        "isolation.level": "read_committed", "check.crcs": "true", "auto.offset.reset": "error",
        "enable.partition.eof": "false", "partition.assignment.strategy": "range,roundrobin",
        "session.timeout.ms": "6000", "heartbeat.interval.ms": "2000", "fetch.wait.max.ms": "100",
        "queued.max.messages.kbytes": "4096", "queued.min.messages": "1000000", "client.id": "customer-worker",
      ])
  }

  @Test func `A lane's prefetch has a lower bound`() throws {
    var settings = WorkerSettings()
    settings.kafka.prefetchMegabytes = 1
    settings.lanes = 64
    #expect(try ClientProperties.consumer(settings)["queued.max.messages.kbytes"] == "1024")
  }

  @Test func `A transactional producer has the transaction's time-out and the result's bound`() throws {
    var settings = WorkerSettings()
    settings.transaction.timeoutMs = 20_000
    settings.transaction.records = 200_000
    try expect(
      ClientProperties.producer(settings, transactionalID: "group-1-0", resultBytes: 50_000, isIsolating: false),
      [
        "transactional.id": "group-1-0", "transaction.timeout.ms": "20000", "message.max.bytes": "50000",
        "batch.size": "50000", "batch.num.messages": "10000", "queue.buffering.max.messages": "400000",
        "linger.ms": "1000", "retry.backoff.ms": "5", "enable.idempotence": nil, "acks": nil,
      ])
  }

  @Test func `A producer without transactions is idempotent, and one that isolates sends one record a batch`() throws {
    try expect(
      ClientProperties.producer(WorkerSettings(), transactionalID: nil, resultBytes: 50_000, isIsolating: true),
      [
        "transactional.id": nil, "transaction.timeout.ms": nil, "enable.idempotence": "true",
        "batch.num.messages": "1",
      ])
  }

  @Test func `Every client leaves a broker that does not answer, and asks for the cluster's topics in time`() throws {
    var settings = WorkerSettings()
    settings.kafka.bootstrapServers = "b1:9092,b2:9092"
    settings.kafka.socketTimeoutMs = 7000
    settings.kafka.metadataRefreshMs = 8000
    let clients = try [
      ClientProperties.consumer(settings), ClientProperties.admin(settings),
      ClientProperties.producer(settings, transactionalID: "t", resultBytes: 50_000, isIsolating: false),
    ]
    for client in clients {
      expect(
        client,
        [
          "bootstrap.servers": "b1:9092,b2:9092", "socket.timeout.ms": "7000",
          "topic.metadata.refresh.interval.ms": "8000", "reconnect.backoff.max.ms": "1000",
          "socket.nagle.disable": "true", "socket.keepalive.enable": "true",
        ])
    }
  }

  @Test func `Properties of the user come last, and those of one client reach no other`() throws {
    var settings = WorkerSettings()
    settings.kafka.properties = ["sasl.username": "u", "reconnect.backoff.max.ms": "500"]
    settings.kafka.consumerProperties = ["fetch.wait.max.ms": "5"]
    settings.kafka.producerProperties = ["compression.codec": "lz4"]
    let consumer = try ClientProperties.consumer(settings)
    let admin = try ClientProperties.admin(settings)
    let producer = try ClientProperties.producer(
      settings, transactionalID: "t", resultBytes: 50_000, isIsolating: false)
    expect(
      consumer,
      [
        "sasl.username": "u", "reconnect.backoff.max.ms": "500", "fetch.wait.max.ms": "5",
        "compression.codec": nil,
      ])
    expect(producer, ["sasl.username": "u", "compression.codec": "lz4", "fetch.wait.max.ms": nil])
    expect(admin, ["sasl.username": "u", "compression.codec": nil, "fetch.wait.max.ms": nil])
  }
}
