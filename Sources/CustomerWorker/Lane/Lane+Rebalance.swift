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
    case .revoked(let partitions, let isLost):
      emit(PartitionsRevoked(lane: number, partitions: Self.list(partitions), areLost: isLost))
      state.revoked(isLost: isLost, wasSuspended: wasSuspended)
    case .partitionError(let partition, _, let error): handlePartitionError(error, partition)
    case .error(let error): handleConsumerError(error)
    }
  }

  private mutating func handlePartitionError(_ error: KafkaError, _ partition: Int32?) {
    guard let partition, error.code == .autoOffsetReset || error.code == .offsetOutOfRange else {
      return handleConsumerError(error)
    }
    emit(CallFailed(lane: number, call: "consume", reason: "\(settings.commandTopic)[\(partition)]: \(error)"))
    state.offsetOutOfRange(partition)
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
    var (found, report) = findStartOffsets(start)
    var offsets: [PartitionOffset] = []
    if let found {
      offsets = found
      report = perform("assign") { clients throws(KafkaError) in try clients.assign(found + resume) }.report
    }
    state.offsetsAssigned(offsets, report)
  }

  /// The offsets to start at; nil when a question was not answered, which the report explains.
  private mutating func findStartOffsets(_ start: [Unpositioned]) -> (offsets: [PartitionOffset]?, report: CallReport) {
    let partitions = start.map(\.partition)
    var (committed, report) = committedOffsets(partitions)
    guard let committed else { return (nil, report) }
    var offsets: [PartitionOffset] = []
    var toCommit: [PartitionOffset] = []
    var losses: [CommandsLost] = []
    for (entry, offset) in zip(start, committed) {
      if let offset, !entry.isOutOfRange {
        offsets.append(PartitionOffset(partition: entry.partition, offset: offset))
        continue
      }
      let (log, watermarksReport) = perform("query_watermark_offsets") { clients throws(KafkaError) in
        try clients.watermarks(of: entry.partition, timeoutMilliseconds: Self.questionMilliseconds)
      }
      guard let log else { return (nil, watermarksReport) }
      let chosen = StartOffset(committed: offset, low: log.low, high: log.high)
      let position = PartitionOffset(partition: entry.partition, offset: chosen.offset)
      offsets.append(position)
      if case .committed = chosen { continue }
      toCommit.append(position)
      if case .afterDataLoss(let offset, let count) = chosen {
        losses.append(
          CommandsLost(
            lane: number, topic: settings.commandTopic, partition: entry.partition, count: count, offset: offset))
      }
    }
    // Before anything is committed: the next start would no longer see the loss.
    if settings.stopsOnLostRecords, let loss = losses.first {
      state.requestStop(.commandsLost("\(loss.message); kafka.onLostRecords is stop"))
    } else if !toCommit.isEmpty {
      report =
        perform("commit") { clients throws(KafkaError) in
          try clients.commit(toCommit, timeoutMilliseconds: Self.questionMilliseconds)
        }.report
      if !report.isDone { return (nil, report) }
    }
    losses.forEach { emit($0) }
    return (offsets, report)
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
    seek(zip(fallback, committed).map { PartitionOffset(partition: $0.partition, offset: $1 ?? $0.offset) })
  }

  mutating func unassign() {
    // Without an answer the library would wait forever; it fails only in a consumer that is being closed.
    _ = perform("unassign") { clients throws(KafkaError) in try clients.unassign() }
    state.unassigned()
  }
}
