internal import CustomerContract
internal import Kafka
internal import Telemetry

/// One consumer, one transactional producer and one parser on one thread: performs on librdkafka what `LaneLife` says,
/// and reports what came of it.
///
/// Lanes share nothing but the flag that stops them, the watchdog and the log.
@safe struct Lane: ~Copyable {
  let number: Int
  let configuration: LaneConfiguration
  let stop: StopSignal
  let watchdog: Watchdog
  let log: EventLog

  var life: LaneLife
  var consumer: Consumer
  var producer: LaneProducer?
  var processor: CommandProcessor
  var headers: RecordHeaders
  var outgoingHeaders = OutgoingHeaders()
  /// Those that the producer does not have yet, and the memory of all that the transaction has.
  var outgoing = OutgoingRecords()
  var context: DecisionContext
  /// The command of each outgoing record of the transaction, by its number: the tag of its delivery report.
  var commands: [Position] = []
  /// Of those that the producer has.
  var fullBatches = FullBatches()
  var account = LaneAccount()
  /// What the open transaction adds to the account when it is committed.
  var pending = LaneAccount()
  /// What went wrong in the open transaction, for the log.
  var transactionFault = ""
  /// Of the producer's connections, as far as the lane has looked.
  var closedConnections = 0
  var isSubscribed = false
  /// As the group's coordinator last named it.
  var memberID = ""
  /// When it was asked last whether another process has this one's name.
  var successorAsked: Int64?
  /// Partitions at whose expected offset the log could not be read.
  var displaced: Set<Int32> = []
  var now = MonotonicClock.milliseconds()

  init(
    number: Int, configuration: LaneConfiguration, stop: StopSignal, watchdog: Watchdog, log: EventLog
  ) throws(KafkaError) {
    self.number = number
    self.configuration = configuration
    self.stop = stop
    self.watchdog = watchdog
    self.log = log
    life = LaneLife(
      bounds: configuration.bounds, refusals: configuration.refusals,
      hasInstanceID: configuration.instanceID(lane: number) != nil)
    consumer = try configuration.makeConsumer(lane: number)
    processor = CommandProcessor(rules: configuration.rules, format: configuration.format)
    headers = RecordHeaders(rules: configuration.rules, format: configuration.format)
    context = DecisionContext(clusterID: configuration.clusterID, time: 0, resultBytes: configuration.resultBytes)
  }

  /// Runs until the lane is asked to stop or cannot go on; leaves the group before it returns.
  mutating func run() -> LaneEnd {
    while true {
      if stop.isRequested { life.requestStop(.drained) }
      switch life.next(now: now) {
      case .poll(let milliseconds): poll(milliseconds)
      case .wait(let milliseconds): wait(milliseconds)
      case .sendOffsets(let positions): sendOffsets(positions)
      case .commit: commit()
      case .abort: abort()
      case .renewProducer(let isIsolating): renewProducer(isIsolating: isIsolating)
      case .confirmMembership: confirmMembership()
      case .place(let partitions): place(partitions)
      case .seek(let positions): seek(positions)
      case .seekToCommitted(let positions): seekToCommitted(positions)
      case .findSuccessor: findSuccessor()
      case .renewConsumer: renewConsumer()
      case .surveyOwnership: surveyOwnership()
      case .joinAgain: joinAgain()
      case .unassign: unassign()
      case .stop(let end):
        close()
        return end
      }
    }
  }

  // MARK: Waiting

  private static var batchRecords: Int { 32 }
  /// Large commands fill a transaction sooner.
  private static var batchBytes: Int { 256 << 10 }

  /// Takes the records that come without a further wait, decides them all, and then produces all of their results: each of
  /// the three has as much code as a processor keeps at hand.
  ///
  /// Whatever is polled is dealt with before the next poll: the consumer does not bring a record a second time.
  private mutating func poll(_ milliseconds: Int64) {
    var batch = RecordBatch(capacity: max(1, min(Self.batchRecords, life.room)))
    var timeout = Int32(clamping: milliseconds)
    var other: ConsumerEvent?
    gathering: while batch.count < batch.capacity, batch.byteCount < Self.batchBytes {
      switch consumer.poll(timeoutMilliseconds: timeout) {
      case .record(let record): batch.append(record)
      case let event:
        other = consume event
        break gathering
      }
      timeout = 0
    }
    now = MonotonicClock.milliseconds()
    if !batch.isEmpty {
      life.polled(nothing: false)
      process(batch)
    }
    switch consume other {
    case nil: break
    case .some(.none):
      // While a batch was decided more may have come.
      guard batch.isEmpty else { break }
      life.polled(nothing: true)
      if life.mustBegin { serveClients() }
    case .some(let event):
      life.polled(nothing: false)
      handle(event)
    }
    now = MonotonicClock.milliseconds()
  }

  /// Waits in slices, so that a stop is heard.
  private mutating func wait(_ milliseconds: Int64) {
    MonotonicClock.wait(milliseconds: min(milliseconds, 100))
    drainConsumerLog()
    now = MonotonicClock.milliseconds()
  }

  // MARK: What the consumer says

  func emit(_ event: some Event) {
    log.emit(event)
  }

  private mutating func handle(_ event: consuming ConsumerEvent) {
    switch consume event {
    case .none: break
    case .record: break
    case .statistics: break
    case .assigned(let partitions):
      let numbers = partitions.map(\.partition)
      emit(PartitionsAssigned(lane: number, partitions: numbers.sorted().map(String.init).joined(separator: ",")))
      guard consumer.rebalanceProtocol != .cooperative else {
        return life.requestStop(
          .misconfigured("partition.assignment.strategy is cooperative; use range or roundrobin for the whole group"))
      }
      memberID = consumer.memberID
      life.assigned(numbers)
      displaced = []
    case .revoked(_, let isLost):
      emit(PartitionsRevoked(lane: number, areLost: isLost))
      life.revoked(isLost: isLost, wasStopped: wasStopped)
    case .partitionError(let partition, _, let error): handle(error, of: partition)
    case .error(let error): handle(error)
    case .log(let line):
      emit(line)
      drainConsumerLog()
    }
  }

  private mutating func handle(_ error: KafkaError, of partition: TopicPartition?) {
    guard let partition, error.code == .autoOffsetReset || error.code == .offsetOutOfRange else {
      return handle(error)
    }
    emit(CallFailed(lane: number, call: "consume", reason: "\(partition): \(error)"))
    displaced.insert(partition.partition)
    life.lostPlace(partition.partition)
  }

  mutating func handle(_ error: KafkaError) {
    if error.code == .fencedInstanceID || consumer.fatalError?.code == .fencedInstanceID {
      let hasID = watchdog.watch(slot: number, "memberid") { consumer.memberIsInGroup }
      life.instanceFenced(mayBeReplaced: hasID || wasStopped)
    } else if error.isFatal || consumer.fatalError != nil {
      life.requestStop(.tryAgain("the consumer cannot go on: \(consumer.fatalError ?? error)"))
    } else {
      report("consume", error)
      if error.code.isRefusal, life.progress.ownsNothing {
        life.clusterRefused(.group, reason: error.description, now: now)
      }
    }
  }

  /// Whether the process stood still since it last asked who has its name, for as long as it may take to put another in its
  /// place. (With a coordinator that was away before, much less than a session is the end of one.)
  var wasStopped: Bool {
    // Heard after what was being done at the end of the session, and its calls' time-outs.
    let session = configuration.sessionMilliseconds
    let window = min(3 * session, MonotonicClock.milliseconds() - (successorAsked ?? .min / 2))
    return watchdog.wasStopped(forMilliseconds: session / 5, withinMilliseconds: window)
  }

  func emit(_ line: LogLine) {
    emit(
      LibraryLogged(
        severity: line.level, facility: line.facility, message: line.message, client: "lane-\(number)"))
  }

  /// What a client says of itself. The loss of a single connection stands in its log already.
  func report(_ call: String, _ error: KafkaError) {
    guard !error.code.isTransient || error.code == .allBrokersDown else { return }
    emit(CallFailed(lane: number, call: call, reason: error.description))
  }

  func drainConsumerLog() {
    consumer.drainLog { emit($0) }
  }

  // MARK: The end

  /// Stays under the watchdog until the lane's owner has destroyed it: that can hang as well.
  private mutating func close() {
    // A revocation that was heard and not answered would be waited for; answered, the library would join again.
    let isMember = !life.membershipIsLost && !life.consumerIsSpent
    if life.isRevoking && isMember { unassign() }
    watchdog.enter(slot: number, call: "close")
    closeProducer()
    if isMember { _ = consumer.close(withinMilliseconds: 5000) }
    drainConsumerLog()
  }
}
