internal import CustomerContract
internal import Kafka
internal import Platform
internal import Telemetry

/// The producer's renewal and its end.
extension Lane {
  /// Between two tries the consumer is polled, for the group may be waiting for this lane.
  private static var initMilliseconds: Int32 { 5000 }

  mutating func renewProducer(isIsolating: Bool) {
    if producer != nil {
      let reason =
        isIsolating ? "one record a batch, to find the refused results" : "a connection was lost or a call was slow"
      emit(ProducerRenewed(lane: number, reason: transactionFault.isEmpty ? reason : transactionFault))
    }
    watchdog.enter(slot: number, call: "destroy")
    closeProducer()
    forgetTransaction()
    watchdog.enter(slot: number, call: "init_transactions")
    if isIsolating { rereadResultLimit() }
    var outcome = CallOutcome.done
    do throws(KafkaError) {
      let properties = try configuration.producer(
        lane: number, resultBytes: context.resultBytes, isIsolating: isIsolating)
      var fresh = try LaneProducer(properties, accepted: configuration.accepted, rejected: configuration.rejected)
      try initialise(&fresh.client)
      closedConnections = fresh.client.closedConnectionCount
      producer = consume fresh
      if !isSubscribed {
        try consumer.subscribe(to: [configuration.commandTopic])
        isSubscribed = true
      }
    } catch {
      outcome = CallOutcome(error)
      refuseOrReport(error)
    }
    watchdog.leave(slot: number)
    now = MonotonicClock.milliseconds()
    life.producerRenewed(outcome, now: now)
  }

  /// Finishes what the predecessor with this `transactional.id` left open, and takes its epoch.
  private func initialise(_ client: inout Producer) throws(KafkaError) {
    defer { client.drainLog { emit($0) } }
    if configuration.isExactlyOnce { try client.initTransactions(timeoutMilliseconds: Self.initMilliseconds) }
  }

  mutating func closeProducer() {
    if let old = producer.take() { old.close() }
    closedConnections = 0
  }

  private mutating func refuseOrReport(_ error: KafkaError) {
    emit(CallFailed(lane: number, call: "init_transactions", reason: error.description))
    if error.code.isPermanent {
      now = MonotonicClock.milliseconds()
      life.clusterRefused(.producer, reason: error.description, now: now)
    }
  }

  private mutating func rereadResultLimit() {
    do throws(KafkaError) {
      context.resultBytes = try ResultLimit.read(configuration: configuration, log: log)
      if context.resultBytes < StartCheck.resultBytesMinimum {
        life.requestStop(
          .misconfigured(
            "max.message.bytes of topics.accepted or topics.rejected is now \(context.resultBytes);"
              + " set it to \(StartCheck.resultBytesMinimum) bytes or more"))
      }
    } catch {
      emit(CallFailed(lane: number, call: "describe_configs", reason: error.description))
    }
  }
}
