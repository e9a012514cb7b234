internal import CustomerContract
internal import Kafka
internal import Platform
internal import Telemetry

/// The calls of a transaction, each with a bound.
extension Lane {
  /// Of commit and abort: both go on where they stopped when they are called again, so the lane stays responsive.
  static var transactionMilliseconds: Int32 { 2000 }

  mutating func begin(for position: Position) {
    serveClients()
    forgetTransaction()
    context.time = RealTimeClock.milliseconds()
    now = MonotonicClock.milliseconds()
    guard configuration.isExactlyOnce else {
      producer?.client.resetDeliveryReports()
      return life.began(.done, now: now, for: position)
    }
    life.began(call("begin") { client throws(KafkaError) in try client.begin() }, now: now, for: position)
  }

  mutating func sendOffsets(_ positions: [Position]) {
    awaitFullBatches(downTo: FullBatches.beforeCommit)
    guard configuration.isExactlyOnce else { return writeResults() }
    let offsets = positions.map { configuration.offset($0) }
    let started = MonotonicClock.milliseconds()
    // Without a member's id the group would let the offsets in unchecked if the generation is unknown as well.
    watchdog.enter(slot: number, call: "group_metadata")
    guard consumer.memberIsInGroup, !consumer.isAssignmentLost else {
      watchdog.leave(slot: number)
      transactionFault = "the lane is no longer a member of the group"
      return life.offsetsSent(.abortable, milliseconds: 0, now: now)
    }
    let group = consumer.groupMetadata()
    let outcome = call("send_offsets_to_transaction") { client throws(KafkaError) in
      try client.sendOffsets(offsets, group: group, timeoutMilliseconds: Self.transactionMilliseconds)
    }
    now = MonotonicClock.milliseconds()
    life.offsetsSent(outcome, milliseconds: now - started, now: now)
  }

  mutating func commit() {
    let started = MonotonicClock.milliseconds()
    let outcome =
      configuration.isExactlyOnce
      ? call("commit_transaction") { client throws(KafkaError) in
        try client.commit(timeoutMilliseconds: Self.transactionMilliseconds)
      } : commitOffsets()
    now = MonotonicClock.milliseconds()
    if outcome == .done { account += pending }
    life.committed(outcome, milliseconds: now - started, now: now)
    if outcome == .done { forgetTransaction() }
  }

  mutating func abort() {
    guard configuration.isExactlyOnce else { return abandonResults() }
    let started = MonotonicClock.milliseconds()
    let outcome = call("abort_transaction") { client throws(KafkaError) in
      try client.abort(timeoutMilliseconds: Self.transactionMilliseconds)
    }
    now = MonotonicClock.milliseconds()
    // Only now has every delivery report been heard, and only once may they be counted.
    if outcome == .done { noteRefusals() }
    life.aborted(outcome, milliseconds: now - started, now: now)
    guard outcome == .done else { return }
    emit(TransactionAborted(lane: number, reason: transactionFault, records: commands.count))
    forgetTransaction()
  }

  /// Makes a call of the producer under the watchdog and tells the life about lost connections before its outcome.
  mutating func call(
    _ name: StaticString, _ body: (inout Producer) throws(KafkaError) -> Void
  ) -> CallOutcome {
    watchdog.enter(slot: number, call: name)
    var outcome = CallOutcome.done
    do throws(KafkaError) {
      guard producer != nil else { throw KafkaError(code: .state) }
      try body(&producer!.client)
    } catch {
      outcome = CallOutcome(error)
      note(name, error)
      if outcome != .abortable { emit(CallFailed(lane: number, call: "\(name)", reason: error.description)) }
    }
    watchdog.leave(slot: number)
    drainProducer()
    return outcome
  }

  /// Keeps the first thing that went wrong: what follows is of its making.
  mutating func note(_ call: StaticString, _ error: KafkaError) {
    if transactionFault.isEmpty { transactionFault = "\(call): \(error)" }
    if error.code == .fencedInstanceID { life.instanceFenced(mayBeReplaced: true) }
    if error.code.isPermanent { life.clusterRefused(.transaction, reason: error.description, now: now) }
  }

  /// Between transactions: what the library has noted of its own accord does not pile up.
  mutating func serveClients() {
    producer?.client.poll(timeoutMilliseconds: 0)
    drainProducer()
    drainConsumerLog()
  }

  /// A connection that was lost may have had a request on it that was sent again. The library tells of it in its log, but
  /// not of the second like it within 30 s; so the closed sockets are counted too.
  private mutating func drainProducer() {
    let closed = producer?.client.closedConnectionCount ?? 0
    var isDisturbed = closed != closedConnections
    closedConnections = closed
    var errors: [KafkaError] = []
    producer?.client.drainLog { line in
      isDisturbed = isDisturbed || line.isConnectionTrouble
      emit(line)
    }
    producer?.client.drainErrors { errors.append($0) }
    for error in errors {
      isDisturbed = isDisturbed || error.code.isTransient
      report("produce", error)
    }
    if isDisturbed { life.disturbed() }
  }

  /// Finds the commands whose results the broker refused for their size.
  mutating func noteRefusals() {
    guard let failures = producer?.client.deliveryFailures else { return }
    let positions = failures.filter { $0.code == .messageTooLarge || $0.code == .recordListTooLarge }
      .compactMap { $0.tag < commands.count ? commands[Int($0.tag)] : nil }
    guard !positions.isEmpty else { return }
    emit(ResultRefused(lane: number, count: positions.count))
    life.resultsRefused(positions, areKnown: false)
  }

  mutating func forgetTransaction() {
    outgoing.reset()
    commands.removeAll(keepingCapacity: true)
    fullBatches.removeAll()
    pending = LaneAccount()
    transactionFault = ""
  }
}
