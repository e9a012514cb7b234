internal import CustomerContract
internal import CustomerWorker
internal import Kafka
internal import SeededRandomness

/// The producer, on the model, and what can become of each of its requests.
extension ModelClients {
  private var isExactlyOnce: Bool { world.cluster.guarantee == .exactlyOnce }

  func makeProducer(resultBytes: Int, isIsolating: Bool) throws(KafkaError) {
    spend(1)
    if isZombie, isExactlyOnce { world.fail("a replaced process fences its successor") }
    if world.chance(world.faults.producerNotMade) {
      if world.chance(500), isExactlyOnce { _ = world.cluster.takeOver(id) }
      throw world.chance(900) ? error(.timedOut, isRetriable: true) : error(.fenced, isFatal: true)
    }
    producer = ModelProducer()
    producer.isMade = true
    producer.isIsolating = isIsolating
    if isExactlyOnce {
      producer.epoch = world.cluster.takeOver(id)
      epochs.append(producer.epoch)
    }
    world.record(.producerRecreated)
  }

  func closeProducer() {
    checkMemory()
    // What was queued may have been written all the same.
    if !isExactlyOnce, world.chance(500) { writeAnswers() }
    producer = ModelProducer()
  }

  /// From now on a replaced process knows that its names are taken.
  private func tellFenced(isFatal: Bool) -> KafkaError {
    if isSuperseded { isZombie = true }
    return error(.fenced, isFatal: isFatal, requiresAbort: !isFatal)
  }

  func begin() throws(KafkaError) {
    guard producer.isMade else { throw error(.state, isFatal: true) }
    producer.begin()
    if producer.isFenced { throw tellFenced(isFatal: true) }
    if world.chance(world.faults.fatal / 4) { throw error(.fatal, isFatal: true) }
  }

  func produce(
    _ outgoing: borrowing OutgoingRecords, _ index: Int, tag: Int, timestamp: Int64
  ) throws(KafkaError) {
    guard producer.isMade else { throw error(.state, isFatal: true) }
    if world.chance(world.faults.fatal / 4) { throw error(.fatal, isFatal: true) }
    if producer.reported < producer.results.count, world.chance(5) { throw error(.queueFull, isRetriable: true) }
    let result = PublishedResult(outgoing[index])
    if let fault = result.fault { world.fail(fault) }
    checkReadability(result)
    if tag != producer.results.count { world.fail("a result has not the number that it has in its transaction") }
    if !resultMemory.holds(result) { world.fail("the memory of results that have ended is not used again") }
    if result.bytes > ModelCommand.resultBytesMaximum {
      // Some, and always the same ones, or the search would end by itself.
      if (result.position.offset &* 3 &+ Int64(result.position.partition)) % 10 < 3 {
        world.record(.refusedByLibrary)
        throw error(.messageTooLarge)
      }
      // Every batch of the transaction that holds it.
      producer.isAbortable = true
    }
    producer.results.append((result, tag))
    if world.chance(world.faults.abortable) { producer.isAbortable = true }
    if world.chance(world.faults.abortable / 20) {
      world.record(.outOfSequence)
      producer.isOutOfSequence = true
      producer.isAbortable = true
    }
    if world.chance(world.faults.resent) { loseConnection() }
    guard isExactlyOnce, !producer.isFenced else { return }
    let position = result.position
    if world.cluster.write(Int(position.partition), position.offset, id: id, epoch: producer.epoch) {
      producer.hasReachedCoordinator = true
    } else {
      producer.isFenced = true
    }
  }

  func pollProducer(timeoutMilliseconds: Int32) {
    guard producer.reported < producer.results.count else {
      if timeoutMilliseconds > 0 { world.fail("a lane waits for results that are all written") }
      return spend(Int64(timeoutMilliseconds))
    }
    producer.reported += 1 + world.random.below(producer.results.count - producer.reported)
  }

  func flush(timeoutMilliseconds: Int32) throws(KafkaError) {
    spend(1)
    if producer.isAbortable { throw error(.messageTimedOut, requiresAbort: true) }
    switch fate() {
    case .executed, .resent, .slow: break
    case .timedOut:
      spendTimeout()
      throw error(.timedOut, isRetriable: true)
    case .failed(let error, let isExecuted):
      if isExecuted { writeAnswers() }
      throw error
    }
    writeAnswers()
    checkMemory()
  }

  private func writeAnswers() {
    for (result, _) in producer.results[producer.written...] {
      world.cluster.writeAnswer(Int(result.position.partition), result.position.offset)
    }
    producer.written = producer.results.count
  }

  func sendOffsets(_ offsets: [PartitionOffset], timeoutMilliseconds: Int32) throws(KafkaError) {
    spend(1)
    if isSuperseded, world.chance(300) {
      world.record(.instanceFencedByCall)
      throw error(.fencedInstanceID, requiresAbort: true)
    }
    if producer.isFenced {
      world.record(.fencedCall)
      throw tellFenced(isFatal: false)
    }
    if producer.isAbortable { throw error(.messageTimedOut, requiresAbort: true) }
    var byPartition = Array(repeating: Int64(-1), count: world.cluster.partitions.count)
    if world.canary != .dropsOffsets {
      for offset in offsets { byPartition[Int(offset.partition)] = offset.offset }
    }
    // The library forgets both together.
    let member = consumer.member ?? -1
    let generation = consumer.member == nil ? -1 : consumer.generation
    var answer: KafkaError?
    try send(.offsets(byPartition, member: member, generation: generation)) {
      switch world.cluster.addOffsets(
        byPartition, member: member, generation: generation, id: id, epoch: producer.epoch)
      {
      case .done: producer.hasReachedCoordinator = true
      case .notMember:
        producer.hasReachedCoordinator = true
        answer = error(.unknownMemberID, requiresAbort: true)
      case .fenced:
        producer.isFenced = true
        answer = error(.fenced, requiresAbort: true)
      }
    }
    if let answer {
      producer.isAbortable = true
      if producer.isFenced { throw tellFenced(isFatal: false) }
      throw answer
    }
  }

  func commitTransaction(timeoutMilliseconds: Int32) throws(KafkaError) {
    spend(1)
    if producer.isAbortable { throw error(.messageTimedOut, requiresAbort: true) }
    try endTransaction(.committed)
  }

  func abortTransaction(timeoutMilliseconds: Int32) throws(KafkaError) {
    spend(1)
    if isExactlyOnce, world.chance(world.faults.timedOut / 10) { producer.isUnheard = true }
    if producer.isUnheard {
      world.record(.unheardAbort)
      spendTimeout()
      throw error(.timedOut, isRetriable: true)
    }
    try endTransaction(.aborted)
  }

  private func endTransaction(_ how: ModelCluster.Transaction.End) throws(KafkaError) {
    checkMemory()
    if producer.isFenced { throw tellFenced(isFatal: true) }
    // The library sends nothing when there is nothing to end.
    guard producer.hasReachedCoordinator else { return }
    var answer: KafkaError?
    try send(.end(how)) {
      switch world.cluster.endTransaction(how, id: id, epoch: producer.epoch) {
      case .done: break
      case .invalidState: answer = error(.fatal, isFatal: true)
      case .fenced:
        producer.isFenced = true
        answer = error(.fenced, isFatal: true)
      }
    }
    if let answer {
      if producer.isFenced { throw tellFenced(isFatal: true) }
      throw answer
    }
  }

  /// A command that nobody can read is rejected for it, and no other one is.
  private func checkReadability(_ result: PublishedResult) {
    let position = result.position
    let isBad = world.cluster.badBatch(Int(position.partition), position.offset)?.kind == .undecodable
    if result.isUndecodable { world.record(.batchRejected) }
    if isBad != result.isUndecodable {
      world.fail("\(position) is unreadable: \(isBad), said so: \(result.isUndecodable)")
    }
  }

  // MARK: What becomes of a request

  private enum Fate {
    case executed
    /// Sent twice, and the first one is still on its way.
    case resent
    /// ... and nothing but the time it took tells of it.
    case slow
    case timedOut(isExecuted: Bool, isLate: Bool)
    case failed(KafkaError, isExecuted: Bool)
  }

  private func fate() -> Fate {
    let faults = world.faults
    if world.chance(faults.resent) { return .resent }
    if world.chance(faults.slow) { return .slow }
    if world.chance(faults.timedOut) { return .timedOut(isExecuted: world.chance(500), isLate: world.chance(500)) }
    if world.chance(faults.abortable) {
      return .failed(error(.notEnoughReplicas, requiresAbort: true), isExecuted: world.chance(300))
    }
    if world.chance(faults.fatal) { return .failed(error(.fatal, isFatal: true), isExecuted: world.chance(500)) }
    return .executed
  }

  /// Sends a request of the transaction: `execute` is what the coordinator makes of it.
  private func send(_ request: ModelCluster.LateRequest.Kind, execute: () -> Void) throws(KafkaError) {
    switch fate() {
    case .executed: execute()
    case .resent:
      hold(request)
      loseConnection()
      execute()
    case .slow:
      world.record(.slowCall)
      hold(request)
      spend(1100)
      execute()
    case .timedOut(let isExecuted, let isLate):
      if isLate { hold(request) }
      if isExecuted { execute() }
      spendTimeout()
      throw error(.timedOut, isRetriable: true)
    case .failed(let error, let isExecuted):
      if isExecuted { execute() }
      if error.requiresAbort { producer.isAbortable = true }
      throw error
    }
  }

  private func hold(_ kind: ModelCluster.LateRequest.Kind) {
    // What has not reached the coordinator belongs to the transaction that it will start.
    let transaction = world.cluster.transactions[id]
    world.cluster.late.append(
      ModelCluster.LateRequest(
        kind: kind, id: id, epoch: producer.epoch, number: transaction.number + (transaction.isOngoing ? 0 : 1)))
  }

  // MARK: What the lane is told

  /// The library reports a lost connection in one of three ways.
  private func loseConnection() {
    guard world.canary != .hidesLostConnections else { return }
    switch world.random.below(3) {
    case 0: producer.closedConnections += 1
    case 1: producer.hasLogLine = true
    default: producer.hasError = true
    }
  }

  var reportedCount: Int { producer.isMade ? producer.reported : .max }
  var closedConnectionCount: Int { producer.closedConnections }

  var deliveryFailures: [DeliveryFailure] {
    let tags = producer.oversized
    guard !tags.isEmpty else { return [] }
    world.record(.oversized)
    let refused = producer.isIsolating ? tags : producer.results.map(\.tag)
    let shift = world.canary == .mixesUpDeliveries ? 1 : 0
    return refused.map { DeliveryFailure(code: .messageTooLarge, tag: UInt64($0 + shift)) }
  }

  func drainProducer(_ body: (ProducerSignal) -> Void) {
    if producer.hasLogLine { body(.log(LogLine(level: 3, facility: "FAIL", message: "simulated"))) }
    if producer.hasError { body(.error(error(.transport, isRetriable: true))) }
    producer.hasLogLine = false
    producer.hasError = false
  }

  func readResultLimit() throws(KafkaError) -> Int { SimulatedProcess.resultBytes }

  /// librdkafka reads values in place until they are written.
  private func checkMemory() {
    if !producer.results.allSatisfy(\.result.isUnchanged) {
      world.fail("the memory of a result changed while the producer was reading it")
    }
  }
}
