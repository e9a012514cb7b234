import CustomerWorker
import EmbeddedKafka
import Kafka
import Platform
import Settings
import Testing

@testable import CustomerWorkerCLI

@Suite struct ClusterConnectionTests {
  private static func connection(_ servers: String) throws -> ClusterConnection {
    var settings = WorkerSettings()
    settings.kafka.bootstrapServers = servers
    return try ClusterConnection(settings)
  }

  private static func countBrokers(_ admin: borrowing AdminClient, _ timeout: Int32) throws(ClusterProblem) -> Int {
    do throws(KafkaError) {
      return try admin.brokerCount(timeoutMilliseconds: timeout)
    } catch {
      throw ClusterProblem(reason: error.description, isRefusal: false)
    }
  }

  @Test func `An answer comes as soon as a broker gives it`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    var connection = try Self.connection(cluster.bootstrapServers)
    let count = try connection.answer(
      by: MonotonicClock.milliseconds() + 60_000, orUntil: StopSignal(), onDelay: { _ in }, Self.countBrokers)
    #expect(count == 1)
  }

  @Test func `At the deadline the library's word on the connection is the reason`() throws {
    var connection = try Self.connection("127.0.0.1:1")
    let problem = #expect(throws: ClusterProblem.self) {
      try connection.answer(
        by: MonotonicClock.milliseconds() + 1000, orUntil: StopSignal(), onDelay: { _ in }, Self.countBrokers)
    }
    #expect(problem?.isRefusal == false)
    #expect(problem?.reason.contains("Connection refused") == true)
  }

  @Test func `A reason is reported once in a row, and a refusal ends the wait at the deadline`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    var connection = try Self.connection(cluster.bootstrapServers)
    var reported: [String] = []
    var asked = 0
    let problem = #expect(throws: ClusterProblem.self) {
      try connection.answer(
        by: MonotonicClock.milliseconds() + 1500, orUntil: StopSignal(), onDelay: { reported.append($0) }
      ) { (_, _) throws(ClusterProblem) -> Int in
        asked += 1
        throw ClusterProblem(reason: asked < 3 ? "no topic" : "no right", isRefusal: true)
      }
    }
    #expect(problem == ClusterProblem(reason: "no right", isRefusal: true))
    #expect(reported == ["no topic", "no right"])
    #expect(asked > 3)
  }

  @Test func `A request to stop ends the wait without an answer`() throws {
    var connection = try Self.connection("127.0.0.1:1")
    let stop = StopSignal()
    stop.request()
    let count = try connection.answer(by: nil, orUntil: stop, onDelay: { _ in }) {
      (_, _) throws(ClusterProblem) -> Int in
      throw ClusterProblem(reason: "no broker", isRefusal: false)
    }
    #expect(count == nil)
  }

  @Test func `Topics create says that no broker answers, and ends with 69`() throws {
    let run = try ProgramRun([
      "topics", "create", "--kafka-bootstrap-servers", "127.0.0.1:1", "--start-deadline-seconds", "1",
    ])
    #expect(run.code == .unavailable)
    #expect(run.errors.hasPrefix("customer-worker: no broker of 127.0.0.1:1 answered in 1 s: "))
    #expect(run.errors.hasSuffix("\nCheck kafka.bootstrapServers, or give start.deadlineSeconds more.\n"))
  }
}
