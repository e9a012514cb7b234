internal import Kafka
internal import Telemetry

/// How a lane calls its clients: watched, timed, named, and reported to the state once.
extension Lane where Clients: ~Copyable {
  /// Makes one call and returns what came of it: its value, nil when it failed, and the report for the state.
  ///
  /// Connections that were lost meanwhile are in the report too: librdkafka may have sent the request again.
  mutating func perform<Value>(
    _ call: StaticString, _ body: (inout Clients) throws(KafkaError) -> Value
  ) -> (value: Value?, report: CallReport) {
    let start = clients.monotonicMilliseconds
    var value: Value?
    var failure: KafkaError?
    clients.enter(call)
    do throws(KafkaError) {
      value = try body(&clients)
    } catch {
      failure = error
    }
    clients.leave()
    now = clients.monotonicMilliseconds
    let report = CallReport(failure, milliseconds: now - start, now: now, isDisturbed: takeDisturbance())
    if let failure { recordFailure(of: call, failure, report.outcome) }
    return (value, report)
  }

  /// Keeps the first thing that went wrong in a transaction, since what follows is a consequence of it, and logs the rest.
  private mutating func recordFailure(of call: StaticString, _ failure: KafkaError, _ outcome: CallOutcome) {
    if !state.needsTransaction {
      if transactionFailure.isEmpty { transactionFailure = "\(call): \(failure)" }
      // The abort's own event says it.
      if outcome == .abortable { return }
    }
    log.emit(CallFailed(lane: number, call: "\(call)", reason: failure.description))
  }

  /// Whether a connection of the producer was lost since the last look, and a request on it perhaps sent again.
  ///
  /// The library says so in its log, but only once in 30 s for equal lines; so the closed sockets are counted too.
  private mutating func takeDisturbance() -> Bool {
    let closed = clients.closedConnectionCount
    var isDisturbed = closed != closedConnections
    closedConnections = closed
    let (lane, log) = (number, log)
    clients.drainProducer { signal in
      switch signal {
      case .log(let line):
        isDisturbed = isDisturbed || line.isConnectionTrouble
        log.emit(LibraryLogged(line, lane: lane))
      case .error(let error):
        isDisturbed = isDisturbed || error.code.isTransient
        if Self.isWorthLogging(error) { log.emit(CallFailed(lane: lane, call: "produce", reason: error.description)) }
      }
    }
    return isDisturbed
  }

  /// Serves the producer between transactions, so that what it reports does not pile up.
  mutating func serviceClients() {
    clients.pollProducer(timeoutMilliseconds: 0)
    if takeDisturbance() { state.connectionDisturbed() }
  }

  /// The loss of a single connection is in the library's log already.
  static func isWorthLogging(_ error: KafkaError) -> Bool {
    !error.code.isTransient || error.code == .allBrokersDown
  }

  func emit(_ event: some Event) {
    log.emit(event)
  }
}
