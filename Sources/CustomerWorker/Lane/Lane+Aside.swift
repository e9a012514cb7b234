internal import CustomerContract
internal import Kafka
internal import Telemetry

/// Partitions that the group's consumer cannot read on its own: a batch that unpacks to more than it takes is read by the
/// side consumer, one that nobody can decompress is rejected offset by offset, and one with a bad checksum is tried again.
extension Lane where Clients: ~Copyable {
  /// The time for one poll or question: the group's consumer must be polled in between.
  private static var asideMilliseconds: Int32 { 100 }

  mutating func pause(_ partitions: [Int32]) {
    let (_, report) = perform("pause") { clients throws(KafkaError) in try clients.pause(partitions) }
    state.paused(report)
  }

  mutating func resume(_ position: PartitionOffset) {
    // It holds a whole batch in memory.
    clients.closeAside()
    let (_, report) = perform("resume") { clients throws(KafkaError) in try clients.resume(at: position) }
    if report.isDone { emit(PartitionResumed(lane: number, partition: position.partition, offset: position.offset)) }
    state.resumed(position.partition, report)
  }

  mutating func startAside(_ position: PartitionOffset) {
    let (_, report) = perform("assign_aside") { clients throws(KafkaError) in try clients.startAside(position) }
    state.asideStarted(position.partition, report)
  }

  mutating func pollAside(_ partition: Int32) {
    var batch = RecordBatch<Clients.Record>(capacity: max(1, min(Self.batchRecords, state.transactions.room)))
    var timeout = Self.asideMilliseconds
    var outcome = AsideOutcome.nothing
    gathering: while batch.count < batch.capacity, batch.byteCount < Self.batchBytes {
      clients.enter("poll_aside")
      let signal = clients.pollAside(timeoutMilliseconds: timeout)
      clients.leave()
      switch consume signal {
      case .record(let record):
        batch.append(record)
        timeout = 0
        continue
      case .nothing: outcome = .nothing
      case .end(let offset): outcome = .end(offset: offset)
      case .undecodable(let base, let error):
        emit(
          BatchUnreadable(lane: number, partition: partition, offset: base, reason: error.description, isFinal: true))
        outcome = .undecodable(base: base)
      case .corrupt(let base, let error):
        emit(
          BatchUnreadable(lane: number, partition: partition, offset: base, reason: error.description, isFinal: true))
        outcome = .corrupt(base: base)
      case .failed(let error) where error.code == .autoOffsetReset || error.code == .offsetOutOfRange:
        state.offsetOutOfRange(partition)
      case .failed(let error):
        emit(CallFailed(lane: number, call: "poll_aside", reason: error.description))
        outcome = .failed
      }
      break gathering
    }
    now = clients.monotonicMilliseconds
    let count = batch.count
    if !batch.isEmpty {
      state.polled(isEmpty: false)
      process(batch, isAside: true)
    }
    state.polledAside(partition, records: count, outcome, now: now)
  }

  mutating func measureBatch(_ partition: Int32, base: Int64) {
    let (offset, report) = perform("query_watermark_offsets") { clients throws(KafkaError) in
      try clients.lastStableOffset(of: partition, timeoutMilliseconds: Self.questionMilliseconds)
    }
    state.batchMeasured(partition, base: base, lastStableOffset: offset, report)
  }

  mutating func searchBatchEnd(_ partition: Int32, _ search: BatchEndSearch) {
    var search = search
    let (_, report) = perform("search_batch_end") { clients throws(KafkaError) in
      try clients.searchBatchEnd(&search, of: partition, timeoutMilliseconds: Self.asideMilliseconds)
    }
    state.batchEndSearched(partition, report.isDone ? search : nil, now: now)
  }

  /// Writes a rejected result for each offset of a batch that nobody can read.
  mutating func rejectUndecodable(_ partition: Int32, _ offsets: Range<Int64>) {
    for offset in offsets {
      let position = PartitionOffset(partition: partition, offset: offset)
      guard accepts(position, isAside: true) else { break }
      let first = outgoing.count
      context.smallestResult = state.transactions.oversized.contains(position)
      let errors = processor.encodeUndecodable(
        topic: settings.commandTopic, partition: partition, offset: offset, context: context, into: &outgoing)
      account.addCommand(partition: partition, timestamp: nil)
      account.addRejection(errors.lazy.map(\.codeIndex))
      for _ in first..<outgoing.count { commands.append(position) }
      state.recordProcessed(position)
    }
    produceAll()
    state.undecodableRejected(partition)
  }
}
