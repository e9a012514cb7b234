internal import CustomerContract
internal import Kafka
internal import Telemetry

/// The path of a record: decide, encode, produce.
extension Lane where Clients: ~Copyable {
  /// How long a full producer is waited for at a time: the group may be waiting for this lane.
  private static var throttleMilliseconds: Int64 { 100 }

  /// - Parameter isAside: the side consumer brought the records.
  mutating func process(_ batch: borrowing RecordBatch<Clients.Record>, isAside: Bool = false) {
    let began = clients.monotonicNanoseconds
    beginNanoseconds = 0
    batch.forEach { decide($0, isAside: isAside) }
    recordDecisions(batch.count, nanoseconds: clients.monotonicNanoseconds - began - beginNanoseconds)
    produceAll()
  }

  mutating func produceAll() {
    guard !state.needsTransaction else { return }
    if outgoing.count > 0 { state.resultsWritten(records: commands.count, bytes: outgoing.byteCount) }
    for index in 0..<outgoing.count { guard produce(index) else { return } }
    outgoing.removeRecords()
    clients.pollProducer(timeoutMilliseconds: 0)
    throttle(to: InFlightBatches.maximumWhileProducing)
  }

  /// Waits, but not for long, until at most so many full batches are in flight.
  mutating func throttle(to maximum: Int) {
    guard inFlight.count > maximum else { return }
    let end = clients.monotonicMilliseconds + Self.throttleMilliseconds
    while inFlight.estimate(acknowledged: clients.reportedCount) > maximum, clients.monotonicMilliseconds < end {
      clients.pollProducer(timeoutMilliseconds: 5)
    }
  }

  /// Whether the record is processed now; begins a transaction for it if there is none.
  mutating func accepts(_ position: PartitionOffset, isAside: Bool) -> Bool {
    guard state.accepts(position, isAside: isAside) else { return false }
    if state.needsTransaction { begin(for: position) }
    return !state.needsTransaction
  }

  /// Decides a record and writes its results to `outgoing`.
  private mutating func decide(_ record: borrowing Clients.Record, isAside: Bool) {
    let position = PartitionOffset(partition: record.partition, offset: record.offset)
    guard accepts(position, isAside: isAside) else { return }
    headers.removeAll()
    record.forEachHeader { name, value in headers.append(name: name, value: value) }
    headers.areUnreadable = record.hasUnreadableHeaders
    context.smallestResult = state.transactions.oversized.contains(position)
    let recordPosition = RecordPosition(
      topic: settings.commandTopic, partition: position.partition, offset: position.offset,
      timestamp: record.timestamp)
    let decision = processor.decide(value: record.value, headers: headers)
    let first = outgoing.count
    let destination = processor.encode(
      decision, key: record.key, headers: headers, position: recordPosition, context: context,
      into: &outgoing)
    account.addCommand(partition: position.partition, timestamp: record.timestamp)
    if destination == .rejected { account.addRejection(decision) }
    if let key = record.key { sample(key, of: position) }
    for _ in first..<outgoing.count { commands.append(position) }
    state.recordProcessed(position)
  }

  /// Hands a result to the producer, which reads its value from `outgoing` until the transaction ends.
  private mutating func produce(_ index: Int) -> Bool {
    let tag = commands.count - outgoing.count + index
    while true {
      do throws(KafkaError) {
        try clients.produce(outgoing, index, tag: tag, timestamp: context.time)
        Self.count(outgoing, index, in: &inFlight, batchBytes: context.resultBytes)
        return true
      } catch {
        guard error.code == .queueFull else {
          produceFailed(error, at: commands[tag])
          return false
        }
        clients.enter("produce")
        clients.pollProducer(timeoutMilliseconds: 10)
        clients.leave()
      }
    }
  }

  private static func count(
    _ outgoing: borrowing OutgoingRecords, _ index: Int, in batches: inout InFlightBatches, batchBytes: Int
  ) {
    let record = outgoing[index]
    let queue = Int(record.partition) * 2 + (record.destination == .accepted ? 0 : 1)
    let bytes = (record.key?.byteCount ?? 0) + (record.value?.byteCount ?? 0)
    batches.add(queue: queue, bytes: bytes, batchBytes: batchBytes)
  }

  private mutating func produceFailed(_ error: KafkaError, at position: PartitionOffset) {
    var (_, report) = perform("produce") { _ throws(KafkaError) in throw error }
    if error.code == .messageTooLarge {
      emit(ResultRefused(lane: number, count: 1, areKnown: true))
      report.outcome = .abortable
      report.oversizedResults = [position]
      report.oversizedAreKnown = true
    }
    state.produceFailed(report)
  }
}
