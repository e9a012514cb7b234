package import CustomerContract
internal import Kafka
package import Platform
package import Telemetry

/// One consumer, one transactional producer and one parser on one thread.
///
/// It performs on its clients what `LaneState` says and reports what came of it; it decides nothing itself. Lanes share
/// nothing but the signal that stops them, the watchdog and the log.
@safe package struct Lane<Clients: LaneClients & ~Copyable>: ~Copyable {
  package let number: Int
  let settings: LaneSettings
  let stop: StopSignal
  let log: EventLog

  package var state: LaneState
  package var clients: Clients
  /// What the lane shows of itself: counted when it happens, and completed when it is published.
  var status: LaneStatus

  var processor: CommandProcessor
  var headers: RecordHeaders
  var context: DecisionContext
  /// The results that the producer does not have yet, and the memory of all of the transaction.
  var outgoing = OutgoingRecords()
  /// The command of each outgoing record of the transaction, by its number: the tag of its delivery report.
  var commands: [PartitionOffset] = []
  var inFlight = InFlightBatches()
  /// What the open transaction adds to the lane's counters when it is committed.
  var account = TransactionAccount()
  /// A transaction of which it is not known whether it was committed.
  var unsettled: UnsettledTransaction?
  /// The clock in nanoseconds when the transaction began, and when its commit did.
  var transactionBegan: Int64 = 0
  var commitBegan: Int64 = 0
  /// The commit was asked for: without an answer, only the committed offsets tell what became of it.
  var isCommitRequested = false
  /// How many nanoseconds `begin` took while the batch at hand was decided.
  var beginNanoseconds: Int64 = 0
  /// Commands with a key, one in 64 of which is looked at.
  var keyCount = 0
  var commandPartitions: Int32
  /// Something happened that the status must show at once.
  var mustPublish = true
  var publishedAt: Int64
  /// The first thing that went wrong in the open transaction, for the log.
  var transactionFailure = ""
  /// How many of the producer's connections had been closed when the lane last looked.
  var closedConnections = 0
  var now: Int64

  package init(
    number: Int, settings: LaneSettings, clients: consuming Clients, processor: consuming CommandProcessor,
    stop: StopSignal, log: EventLog
  ) {
    self.number = number
    self.settings = settings
    self.stop = stop
    self.log = log
    state = LaneState(
      limits: settings.limits,
      permanentErrors: PermanentErrorTimer(
        startDeadline: settings.startDeadline, patienceMilliseconds: settings.patienceMilliseconds),
      guarantee: settings.guarantee, instanceID: settings.instanceID,
      sessionMilliseconds: settings.sessionMilliseconds, unreadable: settings.unreadable)
    headers = processor.makeHeaders()
    self.processor = processor
    context = DecisionContext(clusterID: settings.clusterID, time: 0, resultBytes: settings.resultBytes)
    now = clients.monotonicMilliseconds
    publishedAt = now
    status = LaneStatus(number: number)
    // A number of the broker's, by which keys are divided.
    commandPartitions = max(1, settings.commandPartitions)
    self.clients = clients
  }

  /// Ends the lane's life and returns its processor, which is costly to make, for another one.
  package consuming func releaseProcessor() -> CommandProcessor { processor }
}

// MARK: A step

extension Lane where Clients: ~Copyable {
  /// Runs until the lane is asked to stop or cannot go on; leaves the group before it returns.
  mutating func run() -> StopReason {
    while true {
      if let reason = step() { return reason }
    }
  }

  /// Performs the next action; returns the reason when that was the last one.
  package mutating func step() -> StopReason? {
    if stop.isRequested { state.requestStop(.drained) }
    let reason = performNext()
    settleAccount()
    publishIfDue(isStopped: reason != nil)
    return reason
  }

  private mutating func performNext() -> StopReason? {
    switch state.next(now: now) {
    case .poll(let milliseconds): poll(milliseconds)
    case .wait(let milliseconds): wait(milliseconds)
    case .prepareCommit(let offsets): prepareCommit(offsets)
    case .commit(let offsets): commit(offsets)
    case .abort: abort()
    case .discardResults: discardResults()
    case .recreateProducer(let isIsolating): recreateProducer(isIsolating: isIsolating)
    case .joinGroup: joinGroup()
    case .confirmMembership(let partitions): confirmMembership(partitions)
    case .assignOffsets(let start, let resume): assignOffsets(start: start, resume: resume)
    case .seek(let offsets): seek(offsets)
    case .seekToCommitted(let fallback): seekToCommitted(fallback)
    case .findReplacement: findReplacement()
    case .recreateConsumer: recreateConsumer()
    case .checkRights: checkRights()
    case .checkUnassignedPartitions: checkUnassignedPartitions()
    case .resubscribe: resubscribe()
    case .pause(let partitions): pause(partitions)
    case .resume(let position): resume(position)
    case .startAside(let position): startAside(position)
    case .pollAside(let partition): pollAside(partition)
    case .measureBatch(let partition, let base): measureBatch(partition, base: base)
    case .searchBatchEnd(let partition, let search): searchBatchEnd(partition, search)
    case .rejectUndecodable(let partition, let offsets): rejectUndecodable(partition, offsets)
    case .unassign: unassign()
    case .stop(let reason, let departure):
      close(departure)
      return reason
    }
    return nil
  }

  // MARK: Waiting

  static var batchRecords: Int { 32 }
  /// Large commands fill a transaction sooner.
  static var batchBytes: Int { 256 << 10 }

  /// Takes the records that come without a further wait, decides them all, and then produces all of their results: each of
  /// the three loops then fits the instruction cache.
  ///
  /// Whatever is polled is processed before the next poll: the consumer does not bring a record a second time.
  private mutating func poll(_ milliseconds: Int64) {
    var batch = RecordBatch<Clients.Record>(capacity: max(1, min(Self.batchRecords, state.transactions.room)))
    var timeout = Int32(clamping: milliseconds)
    var other: ConsumerSignal<Clients.Record>?
    gathering: while batch.count < batch.capacity, batch.byteCount < Self.batchBytes {
      switch clients.poll(timeoutMilliseconds: timeout) {
      case .record(let record): batch.append(record)
      case let signal:
        other = consume signal
        break gathering
      }
      timeout = 0
    }
    now = clients.monotonicMilliseconds
    if !batch.isEmpty {
      state.polled(isEmpty: false)
      process(batch)
    }
    switch consume other {
    case nil: break
    case .some(.nothing):
      // More may have come while a batch was decided.
      guard batch.isEmpty else { break }
      state.polled(isEmpty: true)
      if state.needsTransaction { serviceClients() }
    case .some(let signal):
      state.polled(isEmpty: false)
      handle(signal)
    }
    now = clients.monotonicMilliseconds
  }

  /// Waits in slices, so that a stop is heard.
  private mutating func wait(_ milliseconds: Int64) {
    clients.wait(milliseconds: min(milliseconds, 100))
    now = clients.monotonicMilliseconds
  }

  // MARK: The end

  private static var departureMilliseconds: Int32 { 5000 }
  /// Readers of the results wait for no longer than the transaction's time-out anyway.
  private static var lastAbortMilliseconds: Int32 { 1000 }

  /// Leaves the clients under watch: destroying them can hang as well.
  private mutating func close(_ departure: Departure) {
    if departure.group == .unassignAndLeave {
      _ = perform("unassign") { clients throws(KafkaError) in try clients.unassign() }
    }
    if departure.abortsTransaction {
      _ = perform("abort_transaction") { clients throws(KafkaError) in
        try clients.abortTransaction(timeoutMilliseconds: Self.lastAbortMilliseconds)
      }
    }
    clients.enter("close")
    clients.closeAside()
    clients.closeProducer()
    if departure.group != .vanish { clients.closeConsumer(withinMilliseconds: Self.departureMilliseconds) }
  }
}
