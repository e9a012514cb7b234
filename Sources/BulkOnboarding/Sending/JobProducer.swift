internal import CustomerContract
internal import CustomerWorker
internal import Kafka
internal import Platform
internal import Settings

/// The transactional producer of one job, and what has become of its calls.
///
/// It is used on one thread.
final class JobProducer {
  /// The time for one call: flush and commit go on where they stopped when they are called again.
  private static let callMilliseconds: Int32 = 2000
  private static let initMilliseconds: Int32 = 10_000
  private static let closeMilliseconds: Int32 = 500

  private var client: Producer
  private let commands: ProducerTopic
  private let jobs: ProducerTopic
  private var headers = OutgoingHeaders(capacity: 4)
  private var closedConnections = 0

  /// Makes the producer and takes the job's transactional id over.
  init(_ settings: WorkerSettings, _ job: JobName) throws {
    var client = try Producer(ImportClients.producer(settings, job))
    let commands = try client.topic(named: settings.topics.commands)
    let jobs = try client.topic(named: settings.jobsTopic)
    try client.fetchPartitionCount(of: commands, timeoutMilliseconds: Self.initMilliseconds)
    try client.fetchPartitionCount(of: jobs, timeoutMilliseconds: Self.initMilliseconds)
    client.keepOffsets(of: commands)
    try client.initTransactions(timeoutMilliseconds: Self.initMilliseconds)
    closedConnections = client.closedConnectionCount
    (self.commands, self.jobs) = (commands, jobs)
    self.client = client
  }

  /// By partition of the command topic, the last offset in the open transaction; -1 or no element where there is none.
  var lastOffsets: [Int64] { client.lastOffsets }

  func begin() -> ImportCallReport {
    client.poll(timeoutMilliseconds: 0)
    return perform { client throws(KafkaError) in try client.begin() }
  }

  func flush() -> ImportCallReport {
    perform { client throws(KafkaError) in try client.flush(timeoutMilliseconds: Self.callMilliseconds) }
  }

  func commit() -> ImportCallReport {
    let start = MonotonicClock.milliseconds()
    var report = perform { client throws(KafkaError) in
      try client.commit(timeoutMilliseconds: Self.callMilliseconds)
    }
    // The library may have sent a request that took so long a second time.
    if MonotonicClock.milliseconds() - start > 1000 { report.isDisturbed = true }
    return report
  }

  func abort() {
    _ = perform { client throws(KafkaError) in try client.abort(timeoutMilliseconds: 1000) }
  }

  /// Produces a record to the jobs topic; a nil value deletes.
  func send(key: [UInt8], value: [UInt8]?) -> ImportCallReport {
    var headers = OutgoingHeaders()
    let jobs = jobs
    return perform { client throws(KafkaError) in
      try unsafe client.produce(
        to: jobs, partition: 0, key: key.span.bytes, value: value?.span.bytes, headers: &headers, tag: 0)
    }
  }

  /// Produces one record to the jobs topic in a transaction of its own.
  func write(key: [UInt8], value: [UInt8]?) -> ImportCallReport {
    var report = begin()
    if report.outcome == .done { report = send(key: key, value: value) }
    for call in [flush, commit] where report.outcome == .done {
      let deadline = MonotonicClock.milliseconds() + JobPlan.transactionTimeoutMilliseconds
      let isDisturbed = report.isDisturbed
      repeat { report = call() } while report.outcome == .retriable && MonotonicClock.milliseconds() < deadline
      report.isDisturbed = report.isDisturbed || isDisturbed
    }
    return report
  }

  /// An open transaction stays open at the broker until the next producer or its time-out ends it.
  func close() {
    // When all is sent, every partition is part of the transaction. A request that makes one so, and that is still under way
    // when the client is destroyed, can end the process in an assertion (seen with librdkafka 2.0.2).
    _ = perform { client throws(KafkaError) in try client.flush(timeoutMilliseconds: Self.closeMilliseconds) }
    client.purge(withinMilliseconds: Self.closeMilliseconds)
  }

  // MARK: Rows

  /// Produces a row without copying its value, which must stay until the transaction has ended or the producer is gone.
  @unsafe func send(
    key: RawSpan, value: RawSpan, correlation: RawSpan, hasIdempotencyKey: Bool,
    workspace: (name: [UInt8], value: [UInt8])?,
    timestamp: Int64
  ) throws(KafkaError) {
    headers.add("correlation-id", value: correlation)
    if hasIdempotencyKey { headers.add("idempotency-key", value: key) }
    if let workspace { unsafe headers.add(name: workspace.name.span.bytes, value: workspace.value.span.bytes) }
    while true {
      do throws(KafkaError) {
        return try unsafe client.produceWithoutCopying(
          to: commands, partition: -1, key: key, value: value, headers: &headers, tag: 0, timestamp: timestamp)
      } catch {
        guard error.code == .queueFull else {
          headers.removeAll()
          throw error
        }
        client.poll(timeoutMilliseconds: 10)
      }
    }
  }

  // MARK: Reports

  private func perform(_ body: (inout Producer) throws(KafkaError) -> Void) -> ImportCallReport {
    var failure: KafkaError?
    do throws(KafkaError) {
      try body(&client)
    } catch {
      failure = error
    }
    return ImportCallReport(Self.outcome(failure), isDisturbed: takeDisturbance())
  }

  static func outcome(_ error: KafkaError?) -> ImportCallReport.Outcome {
    guard let error else { return .done }
    if error.code == .fenced || error.code == .invalidProducerEpoch { return .fenced }
    if error.code.isPermanent { return .refused(error.description) }
    if error.isRetriable, !error.isFatal, !error.requiresAbort { return .retriable }
    return .failed
  }

  /// Whether a connection was lost since the last look, and a request on it perhaps sent again.
  ///
  /// The library writes equal lines of its log once in 30 s; so the closed sockets are counted too.
  private func takeDisturbance() -> Bool {
    let closed = client.closedConnectionCount
    var isDisturbed = closed != closedConnections
    closedConnections = closed
    client.drainLog { if $0.isConnectionTrouble { isDisturbed = true } }
    client.drainErrors { if $0.code.isTransient { isDisturbed = true } }
    return isDisturbed
  }
}
