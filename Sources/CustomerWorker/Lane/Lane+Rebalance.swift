internal import CustomerContract
internal import Kafka
internal import Telemetry

/// What the consumer reports, the lane's partitions, and where it reads in each.
///
/// The group assigns partitions, takes them back, or lets another member have them while this one is silent. The state
/// answers each with an action; the calls of those actions are here.
extension Lane where Clients: ~Copyable {
  /// The time for one question to the cluster: the group may be waiting for this lane.
  static var questionMilliseconds: Int32 { 5000 }

  // MARK: What the consumer reports

  mutating func handle(_ signal: consuming ConsumerSignal<Clients.Record>) {
    switch consume signal {
    case .nothing: break
    case .record: break
    case .assigned(let partitions):
      emit(PartitionsAssigned(lane: number, partitions: Self.list(partitions)))
      state.assigned(partitions, memberID: clients.memberID, now: now)
      recordAssignment()
    case .revoked(let partitions, let isLost):
      emit(PartitionsRevoked(lane: number, partitions: Self.list(partitions), areLost: isLost))
      state.revoked(isLost: isLost, wasSuspended: wasSuspended)
    case .partitionError(let partition, let offset, let error): handlePartitionError(error, partition, offset)
    case .error(let error): handleConsumerError(error)
    }
  }

  private mutating func handlePartitionError(_ error: KafkaError, _ partition: Int32?, _ offset: Int64) {
    guard let partition else { return handleConsumerError(error) }
    if error.code == .autoOffsetReset || error.code == .offsetOutOfRange {
      emit(CallFailed(lane: number, call: "consume", reason: "\(settings.commandTopic)[\(partition)]: \(error)"))
      state.offsetOutOfRange(partition)
    } else if error.code.isUndecodableBatch {
      recordUnreadable(partition, offset, error, \.undecodableBatches)
      state.batchUndecodable(partition)
    } else if error.code.isCorruptBatch {
      recordUnreadable(partition, offset, error, \.corruptBatches)
      state.batchCorrupt(partition, now: now)
    } else {
      handleConsumerError(error)
    }
  }

  private mutating func recordUnreadable(
    _ partition: Int32, _ offset: Int64, _ error: KafkaError, _ counter: WritableKeyPath<LaneCounters, Int>
  ) {
    // What was fetched before the partition was paused says it again.
    guard state.blocked[partition] == nil else { return }
    status.counters[keyPath: counter] += 1
    emit(
      BatchUnreadable(lane: number, partition: partition, offset: offset, reason: error.description, isFinal: false))
  }

  private mutating func handleConsumerError(_ error: KafkaError) {
    let failure = clients.consumerFatalError ?? error
    var report = CallReport(failure, milliseconds: 0, now: now, isDisturbed: false)
    // An error without a flag is one that the library is at work on.
    if !failure.isFatal { report.outcome = .retriable }
    if !report.isInstanceFenced, !failure.isFatal, Self.isWorthLogging(error) {
      emit(CallFailed(lane: number, call: "consume", reason: error.description))
    }
    state.consumerFailed(
      report, reason: failure.description, hasMemberID: !clients.memberID.isEmpty, wasSuspended: wasSuspended)
  }

  /// Whether the process was suspended for as long as it may take to put another in its place.
  var wasSuspended: Bool {
    clients.wasSuspended(
      forMilliseconds: state.group.suspensionMilliseconds,
      withinMilliseconds: state.group.suspensionWindow(now: clients.monotonicMilliseconds))
  }

  static func list(_ partitions: [Int32]) -> String {
    partitions.sorted().map(String.init).joined(separator: ",")
  }

  // MARK: Where it reads

  /// Starts at the committed offsets. Any other start offset is committed at once, so that lag can be computed even for
  /// empty partitions.
  mutating func assignOffsets(start: [Unpositioned], resume: [PartitionOffset]) {
    clients.closeAside()
    let closedConnections = clients.closedConsumerConnectionCount
    var (found, report) = findStartOffsets(start)
    // A commit on a connection that was lost, or that was not answered, may arrive once more.
    let isUncertain =
      found.hasCommitted && (!report.isDone || clients.closedConsumerConnectionCount != closedConnections)
    if report.isDone {
      report =
        perform("assign") { clients throws(KafkaError) in try clients.assign(found.offsets + resume) }.report
    }
    report.isCommitUncertain = isUncertain
    state.offsetsAssigned(found.offsets, held: found.held, report)
    if report.isDone { nothingIsUncommitted(of: found.offsets) }
  }

  /// Where the partitions start.
  private struct Starts {
    var offsets: [PartitionOffset] = []
    /// The partitions that lost commands and are held for it.
    var held: [Int32] = []
    /// Start offsets were committed, or may have been.
    var hasCommitted = false
  }

  /// Finds the offsets to start at, as far as the questions were answered; the report is that of the last call.
  private mutating func findStartOffsets(_ start: [Unpositioned]) -> (found: Starts, report: CallReport) {
    var found = Starts()
    var (committed, report) = committedOffsets(start.map(\.partition))
    guard let committed else { return (found, report) }
    var toCommit: [PartitionOffset] = []
    var losses: [CommandsLost] = []
    for (entry, offset) in zip(start, committed) {
      if let offset, !entry.isOutOfRange {
        found.offsets.append(PartitionOffset(partition: entry.partition, offset: offset))
        continue
      }
      let (log, watermarksReport) = perform("query_watermark_offsets") { clients throws(KafkaError) in
        try clients.watermarks(of: entry.partition, timeoutMilliseconds: Self.questionMilliseconds)
      }
      guard let log else { return (found, watermarksReport) }
      let chosen = StartOffset(committed: offset, low: log.low, high: log.high)
      let position = PartitionOffset(partition: entry.partition, offset: chosen.offset)
      found.offsets.append(position)
      switch chosen {
      case .committed: continue
      case .earliest: toCommit.append(position)
      case .afterDataLoss(let offset, let count):
        losses.append(
          CommandsLost(
            lane: number, topic: settings.commandTopic, partition: entry.partition, count: count, offset: offset))
        if settings.onLostRecords == .hold { found.held.append(entry.partition) } else { toCommit.append(position) }
      }
    }
    // Before anything is committed: the next start would no longer see the loss.
    if settings.onLostRecords == .stop, let loss = losses.first {
      state.requestStop(.commandsLost("\(loss.message); kafka.onLostRecords is stop"))
    } else if !toCommit.isEmpty {
      found.hasCommitted = true
      report =
        perform("commit") { clients throws(KafkaError) in
          try clients.commit(toCommit, timeoutMilliseconds: Self.questionMilliseconds)
        }.report
      if !report.isDone { return (found, report) }
    }
    for loss in losses {
      status.counters.lostCommands += Int(loss.count)
      emit(loss)
    }
    return (found, report)
  }

  private mutating func committedOffsets(_ partitions: [Int32]) -> (value: [Int64?]?, report: CallReport) {
    perform("committed") { clients throws(KafkaError) in
      try clients.committedOffsets(of: partitions, timeoutMilliseconds: Self.questionMilliseconds)
    }
  }

  mutating func seek(_ offsets: [PartitionOffset]) {
    let (_, report) = perform("seek") { clients throws(KafkaError) in try clients.seek(to: offsets) }
    state.sought(report.isDone ? offsets : nil, report)
  }

  mutating func seekToCommitted(_ fallback: [PartitionOffset]) {
    let (committed, report) = committedOffsets(fallback.map(\.partition))
    guard let committed else { return state.sought(nil, report) }
    settle(byCommitted: Dictionary(uniqueKeysWithValues: zip(fallback.map(\.partition), committed)))
    seek(zip(fallback, committed).map { PartitionOffset(partition: $0.partition, offset: $1 ?? $0.offset) })
  }

  mutating func unassign() {
    clients.closeAside()
    // Without an answer the library would wait forever; it fails only in a consumer that is being closed.
    _ = perform("unassign") { clients throws(KafkaError) in try clients.unassign() }
    state.unassigned(now: now)
  }
}
