internal import CustomerContract
internal import Kafka
internal import Telemetry

/// The calls of a transaction, each with a bound, and the producer's renewal.
extension Lane {
  /// Of commit and abort: both go on where they stopped when they are called again, so the lane stays responsive.
  private static var callMilliseconds: Int32 { 2000 }

  mutating func begin(for position: Position) {
    drainProducer()
    forgetTransaction()
    context.time = RealTimeClock.milliseconds()
    now = MonotonicClock.milliseconds()
    life.began(call("begin") { client throws(KafkaError) in try client.begin() }, now: now, for: position)
  }

  mutating func sendOffsets(_ positions: [Position]) {
    let offsets = positions.map { configuration.offset($0) }
    let started = MonotonicClock.milliseconds()
    let group = consumer.groupMetadata()
    let outcome = call("send_offsets_to_transaction") { client throws(KafkaError) in
      try client.sendOffsets(offsets, group: group, timeoutMilliseconds: Self.callMilliseconds)
    }
    now = MonotonicClock.milliseconds()
    life.offsetsSent(outcome, milliseconds: now - started, now: now)
  }

  mutating func commit() {
    let started = MonotonicClock.milliseconds()
    let outcome = call("commit_transaction") { client throws(KafkaError) in
      try client.commit(timeoutMilliseconds: Self.callMilliseconds)
    }
    now = MonotonicClock.milliseconds()
    if outcome == .done { account += pending } else { noteRefusals() }
    life.committed(outcome, milliseconds: now - started, now: now)
    if outcome == .done { forgetTransaction() }
  }

  mutating func abort() {
    let started = MonotonicClock.milliseconds()
    let outcome = call("abort_transaction") { client throws(KafkaError) in
      try client.abort(timeoutMilliseconds: Self.callMilliseconds)
    }
    now = MonotonicClock.milliseconds()
    life.aborted(outcome, milliseconds: now - started, now: now)
    guard outcome == .done else { return }
    emit(TransactionAborted(lane: number, reason: transactionFault, records: outgoing.count))
    forgetTransaction()
  }

  /// Makes a call of the producer under the watchdog and tells the life about lost connections before its outcome.
  private mutating func call(
    _ name: StaticString, _ body: (inout TransactionalProducer) throws(KafkaError) -> Void
  ) -> CallOutcome {
    watchdog.enter(slot: number, call: name)
    var outcome = CallOutcome.done
    do throws(KafkaError) {
      guard producer != nil else { throw KafkaError(plain: .state) }
      try body(&producer!.client)
    } catch {
      outcome = CallOutcome(error)
      transactionFault = "\(name): \(error)"
      if outcome != .abortable { emit(CallFailed(lane: number, call: "\(name)", reason: error.description)) }
    }
    watchdog.leave(slot: number)
    drainProducer()
    return outcome
  }

  /// The library says in its log, and nowhere else, that a connection was lost and a request sent again.
  private mutating func drainProducer() {
    var isDisturbed = false
    producer?.client.drainLog { line in
      isDisturbed = isDisturbed || line.isConnectionTrouble
      emit(line)
    }
    producer?.client.drainErrors { error in
      isDisturbed = isDisturbed || error.code.isTransient
      emit(CallFailed(lane: number, call: "produce", reason: error.description))
    }
    if isDisturbed { life.disturbed() }
  }

  /// Finds the commands whose results the broker refused for their size.
  mutating func noteRefusals() {
    guard let failures = producer?.client.deliveryFailures else { return }
    let positions = failures.filter { $0.code == .messageTooLarge || $0.code == .recordListTooLarge }
      .map { commands[Int($0.tag)] }
    guard !positions.isEmpty else { return }
    emit(ResultRefused(lane: number, count: positions.count))
    life.resultsRefused(positions)
  }

  private mutating func forgetTransaction() {
    outgoing.reset()
    commands.removeAll(keepingCapacity: true)
    pending = LaneAccount()
    transactionFault = ""
  }

  // MARK: The producer

  mutating func renewProducer(isIsolating: Bool) {
    if producer != nil {
      let reason = transactionFault.isEmpty ? "a connection was lost or a call was slow" : transactionFault
      emit(ProducerRenewed(lane: number, reason: reason))
    }
    watchdog.enter(slot: number, call: "init_transactions")
    producer.take()?.client.purgeAndClose(withinMilliseconds: 1000)
    forgetTransaction()
    if isIsolating { rereadResultLimit() }
    var outcome = CallOutcome.done
    do throws(KafkaError) {
      let properties = try configuration.producer(
        lane: number, resultBytes: context.resultBytes, isIsolating: isIsolating)
      var fresh = try LaneProducer(properties, accepted: configuration.accepted, rejected: configuration.rejected)
      try initialise(&fresh)
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
  private func initialise(_ fresh: inout LaneProducer) throws(KafkaError) {
    while true {
      do throws(KafkaError) {
        return try fresh.client.initTransactions(timeoutMilliseconds: Self.callMilliseconds)
      } catch {
        fresh.client.drainLog { emit($0) }
        guard error.isRetriable, !stop.isRequested else { throw error }
        watchdog.enter(slot: number, call: "init_transactions")
      }
    }
  }

  private mutating func refuseOrReport(_ error: KafkaError) {
    if error.code.isRefusal, configuration.isPastDeadline(now) {
      life.requestStop(.misconfigured("the transactional producer cannot be made: \(error)"))
    } else {
      emit(CallFailed(lane: number, call: "init_transactions", reason: error.description))
    }
  }

  private mutating func rereadResultLimit() {
    do throws(KafkaError) {
      context.resultBytes = try ResultLimit.read(configuration: configuration, log: log)
    } catch {
      emit(CallFailed(lane: number, call: "describe_configs", reason: error.description))
    }
  }
}
