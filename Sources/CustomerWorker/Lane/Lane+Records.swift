internal import CustomerContract
internal import Kafka
internal import Platform
internal import Telemetry

/// The path of a record: decide, encode, produce.
extension Lane {
  mutating func process(_ batch: borrowing RecordBatch) {
    batch.forEach { decide($0) }
    guard case .open = life.transaction else { return }
    for index in 0..<outgoing.count { guard produce(index) else { return } }
    outgoing.removeRecords()
    producer?.client.poll(timeoutMilliseconds: 0)
    awaitFullBatches(downTo: FullBatches.whileProducing)
  }

  /// Waits until no more than so many full batches are on their way, but not for long: the group may be waiting for this
  /// lane.
  mutating func awaitFullBatches(downTo count: Int) {
    guard fullBatches.count > count else { return }
    let end = MonotonicClock.milliseconds() + 100
    while let reported = producer?.client.reportedCount, fullBatches.underWay(reported: reported) > count,
      MonotonicClock.milliseconds() < end
    {
      producer?.client.poll(timeoutMilliseconds: 5)
    }
  }

  /// Decides a record, and writes its results to `outgoing`.
  private mutating func decide(_ record: borrowing ConsumedRecord) {
    let position = Position(partition: record.partition, offset: record.offset)
    guard life.admits(position) else { return }
    if life.mustBegin {
      begin(for: position)
      if life.mustBegin { return }
    }
    headers.removeAll()
    record.forEachHeader { name, value in headers.append(name: name, value: value) }
    context.smallestResult = life.refusedResults.contains(position)
    let place = RecordPosition(
      topic: configuration.commandTopic, partition: position.partition, offset: position.offset,
      timestamp: record.timestamp)
    let decision = processor.decide(value: record.value, headers: headers)
    let first = outgoing.count
    let bytesBefore = outgoing.byteCount
    let destination = processor.encode(
      decision, key: record.key, headers: headers, position: place, context: context, into: &outgoing)
    if destination == .accepted { pending.accepted += 1 } else { pending.rejected += 1 }
    for _ in first..<outgoing.count { commands.append(position) }
    life.decided(position, records: outgoing.count - first, bytes: outgoing.byteCount - bytesBefore)
  }

  /// Hands an outgoing record to librdkafka, which reads its value from `outgoing` until the transaction ends.
  private mutating func produce(_ index: Int) -> Bool {
    let tag = commands.count - outgoing.count + index
    outgoingHeaders.removeAll()
    Self.copyHeaders(of: outgoing, index, to: &outgoingHeaders)
    while true {
      do throws(KafkaError) {
        guard producer != nil else { throw KafkaError(code: .state) }
        try Self.handOver(outgoing, index, tag: tag, time: context.time, to: &producer!, &outgoingHeaders)
        Self.note(outgoing, index, in: &fullBatches, batchBytes: context.resultBytes)
        return true
      } catch {
        guard error.code == .queueFull else {
          produceFailed(error, at: commands[tag])
          return false
        }
        watchdog.enter(slot: number, call: "produce")
        producer?.client.poll(timeoutMilliseconds: 10)
        watchdog.leave(slot: number)
      }
    }
  }

  private mutating func produceFailed(_ error: KafkaError, at position: Position) {
    note("produce", error)
    now = MonotonicClock.milliseconds()
    if error.code == .messageTooLarge {
      emit(ResultRefused(lane: number, count: 1))
      life.resultsRefused([position], areKnown: true)
      life.produceFailed(.abortable, at: position, now: now)
    } else {
      life.produceFailed(CallOutcome(error), at: position, now: now)
    }
  }

  private static func copyHeaders(
    of outgoing: borrowing OutgoingRecords, _ index: Int, to headers: inout OutgoingHeaders
  ) {
    outgoing[index].forEachHeader { name, value in headers.add(name: name, value: value) }
  }

  private static func note(
    _ outgoing: borrowing OutgoingRecords, _ index: Int, in batches: inout FullBatches, batchBytes: Int
  ) {
    let record = outgoing[index]
    let place = Int(record.partition) * 2 + (record.destination == .accepted ? 0 : 1)
    let bytes = (record.key?.byteCount ?? 0) + (record.value?.byteCount ?? 0)
    batches.add(place: place, bytes: bytes, batchBytes: batchBytes)
  }

  private static func handOver(
    _ outgoing: borrowing OutgoingRecords, _ index: Int, tag: Int, time: Int64, to producer: inout LaneProducer,
    _ headers: inout OutgoingHeaders
  ) throws(KafkaError) {
    let record = outgoing[index]
    let isAccepted = record.destination == .accepted
    let partitions = isAccepted ? producer.acceptedPartitions : producer.rejectedPartitions
    // The arena of `outgoing` is emptied only when the transaction is committed or aborted, or the producer is closed.
    try unsafe producer.client.produceWithoutCopying(
      to: isAccepted ? producer.accepted : producer.rejected, partition: record.partition % partitions,
      key: record.key, value: record.value, headers: &headers, tag: UInt64(tag), timestamp: time)
  }
}
