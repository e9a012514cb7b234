import CustomerContract
import EmbeddedKafka
import Kafka
import Platform
import Settings
import Telemetry
import Testing

@testable import CustomerWorker

/// What a running worker shows of itself, on the embedded cluster.
@Suite struct WorkerStatusTests {
  /// Waits for a status that fits, with a bound of 30 s.
  private static func wait(_ worker: RunningWorker, until fits: (WorkerStatus) -> Bool) -> WorkerStatus {
    let end = MonotonicClock.milliseconds() + 30_000
    while !fits(worker.board.status), MonotonicClock.milliseconds() < end { MonotonicClock.wait(milliseconds: 20) }
    return worker.board.status
  }

  @Test func `It starts, owns its partitions, counts what it has committed, and says that it stops`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    let settings = try WorkerPeer.settings(cluster)
    var peer = try WorkerPeer(settings)
    let worker = try RunningWorker(settings)
    let running = Self.wait(worker) {
      $0.partitions.count == 4 && Health(of: $0, now: MonotonicClock.milliseconds()).isReady
    }
    #expect(running.phase == .running)
    #expect(running.commandPartitions == 4)
    #expect(running.lanes[0].counters.rebalances == 1)
    try peer.send(100)
    let isAnswered = peer.receiveAll()
    #expect(isAnswered, "\(peer.received) results for \(peer.sent) commands")
    let done = Self.wait(worker) { $0.counters.results == 100 }
    // Every second command lacks two required fields.
    #expect(done.counters.rejected[.required] == 50 && done.counters.errors[.required] == 50)
    #expect(done.counters.accepted == 50)
    #expect(done.counters.committedTransactions >= 1)
    #expect(done.counters.commandToCommit.count == 100)
    #expect(done.partitions.allSatisfy { $0.status.committedTimestamp != nil && $0.status.uncommittedSince == nil })
    // The next statistics come within 5 s.
    let known = Self.wait(worker) { status in
      status.partitions.allSatisfy { $0.status.waitingRecords(now: MonotonicClock.milliseconds()) == 0 }
    }
    #expect(known.partitions.count == 4)
    #expect(known.partitions.allSatisfy { $0.status.isFresh(now: MonotonicClock.milliseconds()) })
    #expect(known.lanes[0].silentMilliseconds < 5000)
    worker.requestStop()
    let outcome = try #require(worker.end(within: 20), "not drained within 20 s")
    let ended = worker.board.status
    #expect(ended.phase == .stopping(reason: outcome.reason.description))
    #expect(ended.lanes[0].activity == .stopped && ended.partitions.isEmpty)
    #expect(ended.counters.results == 100)
  }

  @Test func `A worker without a broker says that it starts, and what it waits for`() throws {
    var settings = WorkerSettings()
    settings.kafka.bootstrapServers = "127.0.0.1:1"
    settings.start.deadlineSeconds = 10
    let worker = try RunningWorker(settings)
    let status = Self.wait(worker) { $0.phase != .starting(problem: nil) }
    guard case .starting(let problem?) = status.phase else {
      Issue.record("\(status.phase)")
      return
    }
    #expect(problem.contains("127.0.0.1:1"))
    let health = Health(of: status, now: MonotonicClock.milliseconds())
    #expect(health.isAlive && !health.isReady)
    worker.requestStop()
    _ = worker.end(within: 20)
  }
}
