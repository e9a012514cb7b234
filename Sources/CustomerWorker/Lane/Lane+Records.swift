internal import CustomerContract
internal import Kafka

/// The path of a record: decide, encode, produce.
extension Lane {
  mutating func process(_ record: borrowing ConsumedRecord) {
    let position = Position(partition: record.partition, offset: record.offset)
    guard life.admits(position) else { return }
    if life.mustBegin {
      begin(for: position)
      if life.mustBegin { return }
    }
    headers.removeAll()
    record.forEachHeader { name, value in headers.append(name: name, value: value) }
    context.smallestResult = life.wasRefused(position)
    let place = RecordPosition(
      topic: configuration.commandTopic, partition: position.partition, offset: position.offset,
      timestamp: record.timestamp)
    let decision = processor.decide(value: record.value, headers: headers, position: place, context: context)
    let first = outgoing.count
    let bytesBefore = outgoing.byteCount
    let result = processor.encode(
      decision, key: record.key, headers: headers, position: place, context: context, into: &outgoing)
    if result.destination == .accepted { pending.accepted += 1 } else { pending.rejected += 1 }
    for index in first..<outgoing.count {
      commands.append(position)
      guard produce(index, for: position) else { return }
    }
    life.produced(position, records: outgoing.count - first, bytes: outgoing.byteCount - bytesBefore)
    if commands.count & 63 == 0 { producer?.client.poll(timeoutMilliseconds: 0) }
  }

  /// Hands an outgoing record to librdkafka, which reads its value from `outgoing` until the transaction ends.
  private mutating func produce(_ index: Int, for position: Position) -> Bool {
    outgoingHeaders.removeAll()
    outgoing[index].forEachHeader { name, value in outgoingHeaders.add(name: name, value: value) }
    while true {
      do throws(KafkaError) {
        try handOver(index)
        return true
      } catch {
        if error.code == .queueFull {
          producer?.client.poll(timeoutMilliseconds: 10)
        } else {
          transactionFault = "produce: \(error)"
          noteRefusals()
          life.produceFailed(CallOutcome(error), at: position)
          return false
        }
      }
    }
  }

  private mutating func handOver(_ index: Int) throws(KafkaError) {
    guard producer != nil else { throw KafkaError(plain: .state) }
    let record = outgoing[index]
    let isAccepted = record.destination == .accepted
    let partitions = isAccepted ? producer!.acceptedPartitions : producer!.rejectedPartitions
    // The arena of `outgoing` is emptied only when the transaction is committed or aborted, or the producer is closed.
    try unsafe producer!.client.produceWithoutCopying(
      to: isAccepted ? producer!.accepted : producer!.rejected, partition: record.partition % partitions,
      key: record.key, value: record.value, headers: &outgoingHeaders, tag: UInt64(commands.count - 1))
  }
}
