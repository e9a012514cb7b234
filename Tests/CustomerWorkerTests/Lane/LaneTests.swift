import CustomerWorker
import EmbeddedKafka
import Kafka
import Settings
import Testing

/// The lane on librdkafka. The embedded cluster neither stores a transaction's offsets nor hides what is aborted, so these
/// tests show that the lane works, not that it keeps its promise.
@Suite struct LaneTests {
  @Test func `A backlog is answered command by command, none is passed over, and a stop drains`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    let settings = try WorkerPeer.settings(cluster)
    var peer = try WorkerPeer(settings)
    try peer.send(10_000)
    let worker = try RunningWorker(settings)
    receive(&peer)
    try drain(worker, commands: 10_000)
  }

  @Test func `At least once: a backlog is answered, its offsets are committed, and the next worker starts behind them`()
    throws
  {
    let cluster = try EmbeddedCluster(brokers: 1)
    var settings = try WorkerPeer.settings(cluster)
    settings.processing.guarantee = .atLeastOnce
    var peer = try WorkerPeer(settings)
    for _ in 1...2 {
      try peer.send(1000)
      let worker = try RunningWorker(settings)
      receive(&peer)
      try drain(worker, commands: 1000)
    }
  }

  @Test func `At least once, and the broker refuses batches for their size: the commands are answered all the same`()
    throws
  {
    let cluster = try EmbeddedCluster(brokers: 1)
    var settings = try WorkerPeer.settings(cluster)
    settings.processing.guarantee = .atLeastOnce
    var peer = try WorkerPeer(settings)
    try peer.send(8)
    cluster.injectErrors(.produce, [.messageTooLarge, .messageTooLarge])
    let worker = try RunningWorker(settings)
    receive(&peer)
    try drain(worker, commands: 8)
  }

  @Test func `The connection is lost with EndTxn on it, twice: each transaction counts once, and the lane goes on`()
    throws
  {
    let cluster = try EmbeddedCluster(brokers: 1)
    let settings = try WorkerPeer.settings(cluster)
    var peer = try WorkerPeer(settings)
    let worker = try RunningWorker(settings)
    try peer.send(1)
    receive(&peer)
    for _ in 0..<2 {
      try peer.send(10)
      cluster.injectErrors(.endTransaction, [.transport])
      receive(&peer)
    }
    try drain(worker, commands: 21)
  }

  @Test func `The broker refuses batches for their size: the commands are answered all the same`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    let settings = try WorkerPeer.settings(cluster)
    var peer = try WorkerPeer(settings)
    try peer.send(8)
    cluster.injectErrors(.produce, [.messageTooLarge, .messageTooLarge])
    let worker = try RunningWorker(settings)
    receive(&peer)
    try drain(worker, commands: 8)
  }

  @Test(arguments: [[], [.transport], [.transport, .transport]] as [[KafkaErrorCode]])
  func `Results that are sent without a copy stay until no request has them`(_ errors: [KafkaErrorCode]) throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    let settings = try WorkerPeer.settings(cluster)
    var peer = try WorkerPeer(settings)
    // librdkafka copies what is shorter than 65,536 bytes.
    try peer.send(20, headerCount: 0) { number in
      let notes = String(repeating: "note \(number), ", count: 10_000)
      return #"{"legalName":"A","displayName":"A","customerType":"active","notesSummary":"\#(notes)"}"#
    }
    cluster.injectErrors(.produce, errors)
    cluster.injectErrors(.endTransaction, [.transport])
    let worker = try RunningWorker(settings)
    let isAnswered = peer.receiveAll()
    #expect(isAnswered, "\(peer.received) results for \(peer.sent) commands")
    #expect(peer.resultBytesMinimum > 65_536)
    // Whatever the memory has become by then is in the results.
    #expect(peer.differingCustomers.isEmpty)
    worker.requestStop()
    let outcome = try #require(worker.end(within: 20), "not drained within 20 s")
    #expect(outcome.reason == .drained)
    #expect(outcome.counts.accepted == 20)
  }

  @Test func `The broker's disk is full for a while: results are sent again until it is not`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    let settings = try WorkerPeer.settings(cluster)
    var peer = try WorkerPeer(settings)
    try peer.send(100)
    // KAFKA_STORAGE_ERROR: what a leader answers whose log directory has failed.
    cluster.injectErrors(.produce, Array(repeating: KafkaErrorCode(rawValue: 56), count: 20))
    let worker = try RunningWorker(settings)
    receive(&peer)
    try drain(worker, commands: 100)
  }

  @Test func `More headers than the library reads: the command is rejected, its neighbours are decided`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    let settings = try WorkerPeer.settings(cluster)
    var peer = try WorkerPeer(settings)
    for headerCount in [0, 100_001, 100_000] {
      try peer.send(1, headerCount: headerCount) { _ in WorkerPeer.acceptedCommand }
    }
    let worker = try RunningWorker(settings)
    let isAnswered = peer.receiveAll()
    #expect(isAnswered, "\(peer.received) results for \(peer.sent) commands")
    worker.requestStop()
    let outcome = try #require(worker.end(within: 20), "not drained within 20 s")
    #expect(outcome.reason == .drained)
    #expect(outcome.counts.accepted == 2 && outcome.counts.rejected == 1)
  }

  @Test func `No broker is reached by the start deadline: unavailable, and no later`() throws {
    var settings = WorkerSettings()
    settings.kafka.bootstrapServers = "127.0.0.1:1"
    settings.start.deadlineSeconds = 1
    let outcome = try #require(RunningWorker(settings).end(within: 15), "no end within 15 s")
    guard case .unavailable(let reason) = outcome.reason else {
      Issue.record("\(outcome.reason)")
      return
    }
    #expect(reason.contains("127.0.0.1:1"))
    #expect(reason.contains("start.deadlineSeconds"))
  }

  /// Waits for the results of all commands, and compares each with its command.
  private func receive(_ peer: inout WorkerPeer) {
    let isAnswered = peer.receiveAll()
    #expect(isAnswered, "\(peer.received) results for \(peer.sent) commands")
    #expect(peer.faults.isEmpty)
  }

  private func drain(_ worker: RunningWorker, commands: Int) throws {
    worker.requestStop()
    let outcome = try #require(worker.end(within: 20), "not drained within 20 s")
    #expect(outcome.reason == .drained)
    #expect(outcome.counts.accepted + outcome.counts.rejected == commands)
  }
}
