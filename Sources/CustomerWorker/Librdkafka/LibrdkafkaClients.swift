internal import CustomerContract
internal import Glibc
internal import Kafka
internal import Platform
internal import Telemetry

/// A lane's clients on librdkafka: the only file of the lane that calls them.
@safe struct LibrdkafkaClients: LaneClients, ~Copyable {
  /// Between two tries the consumer is polled, because the group may be waiting for this lane.
  private static let initMilliseconds: Int32 = 5000

  private static let leaveMilliseconds: Int32 = 2000

  private let lane: Int
  private let configuration: LaneConfiguration
  private let watchdog: CallWatchdog
  private let suspension: SuspendDetector
  private let log: EventLog
  private let keeper: StatusKeeper
  private var consumer: Consumer
  private var producer: OpenProducer?
  private var paused: Set<Int32> = []
  /// For batches that the consumer cannot decompress; made when there is one.
  private var sideConsumer: SideConsumer?
  private var headers = OutgoingHeaders()

  init(
    lane: Int, configuration: LaneConfiguration, watchdog: CallWatchdog, suspension: SuspendDetector, log: EventLog,
    keeper: StatusKeeper
  ) throws(KafkaError) {
    self.lane = lane
    self.configuration = configuration
    self.watchdog = watchdog
    self.suspension = suspension
    self.log = log
    self.keeper = keeper
    consumer = try configuration.makeConsumer(lane: lane)
  }

  private func partition(_ number: Int32) -> TopicPartition {
    TopicPartition(topic: configuration.commandTopic, partition: number)
  }

  private func offsets(_ offsets: [PartitionOffset]) -> [TopicPartitionOffset] {
    offsets.map { TopicPartitionOffset(partition($0.partition), offset: $0.offset) }
  }
}

// MARK: Time

extension LibrdkafkaClients {
  var monotonicMilliseconds: Int64 { MonotonicClock.milliseconds() }
  var monotonicNanoseconds: Int64 { MonotonicClock.nanoseconds() }
  var realTimeMilliseconds: Int64 { RealTimeClock.milliseconds() }

  mutating func wait(milliseconds: Int64) {
    MonotonicClock.wait(milliseconds: milliseconds)
    drainConsumerLog()
  }

  func enter(_ call: StaticString) {
    watchdog.enter(slot: lane, call: call)
  }

  func leave() {
    watchdog.leave(slot: lane)
  }

  func publish(_ status: LaneStatus) {
    keeper.board.publish(status)
    watchdog.move(slot: lane)
  }

  func wasSuspended(forMilliseconds milliseconds: Int64, withinMilliseconds window: Int64) -> Bool {
    suspension.wasSuspended(forMilliseconds: milliseconds, withinMilliseconds: window)
  }
}

// MARK: The consumer

extension ConsumedRecord: CommandRecord {}

extension LibrdkafkaClients {
  mutating func poll(timeoutMilliseconds: Int32) -> ConsumerSignal<ConsumedRecord> {
    switch consumer.poll(timeoutMilliseconds: timeoutMilliseconds) {
    case .record(let record): return .record(record)
    case .none: return .nothing
    // Only the side consumer asks for it.
    case .partitionEnd: return .nothing
    case .statistics(let json):
      keeper.receive(json, lane: lane)
      // What waits behind them is not kept waiting, and nobody takes them for an empty queue.
      return poll(timeoutMilliseconds: 0)
    case .log(let line):
      log.emit(LibraryLogged(line, lane: lane))
      drainConsumerLog()
      return .nothing
    case .assigned(let partitions): return .assigned(partitions.map(\.partition))
    case .revoked(let partitions, let isLost): return .revoked(partitions.map(\.partition), isLost: isLost)
    case .partitionError(let partition, let offset, let error):
      return .partitionError(partition?.partition, offset: offset, error)
    case .error(let error): return .error(error)
    }
  }

  mutating func subscribe() throws(KafkaError) {
    try consumer.subscribe(to: [configuration.commandTopic])
  }

  mutating func assign(_ offsets: [PartitionOffset]) throws(KafkaError) {
    guard consumer.rebalanceProtocol != .cooperative else {
      throw KafkaError(
        code: .invalidConfiguration,
        message: "partition.assignment.strategy of the group is cooperative; use range or roundrobin for all of it")
    }
    try consumer.assign(self.offsets(offsets))
    // A partition that was paused in an earlier assignment may still be; one that was not must not be resumed.
    try consumer.resume(offsets.map(\.partition).filter { paused.contains($0) }.map { partition($0) })
    paused.removeAll()
  }

  mutating func pause(_ partitions: [Int32]) throws(KafkaError) {
    try consumer.pause(partitions.map { partition($0) })
    paused.formUnion(partitions)
  }

  mutating func resume(at offset: PartitionOffset) throws(KafkaError) {
    try consumer.seek(to: [TopicPartitionOffset(partition(offset.partition), offset: offset.offset)])
    try consumer.resume([partition(offset.partition)])
    paused.remove(offset.partition)
  }

  mutating func unassign() throws(KafkaError) {
    try consumer.unassign()
  }

  mutating func seek(to offsets: [PartitionOffset]) throws(KafkaError) {
    try consumer.seek(to: self.offsets(offsets))
  }

  mutating func committedOffsets(
    of partitions: [Int32], timeoutMilliseconds: Int32
  ) throws(KafkaError) -> [Int64?] {
    let committed = try consumer.committed(
      partitions.map { partition($0) }, timeoutMilliseconds: timeoutMilliseconds)
    // The library keeps the order of the question.
    return committed.map { $0.isKnown ? $0.offset : nil }
  }

  mutating func watermarks(of number: Int32, timeoutMilliseconds: Int32) throws(KafkaError) -> Watermarks {
    try consumer.watermarks(of: partition(number), timeoutMilliseconds: timeoutMilliseconds)
  }

  mutating func commit(_ offsets: [PartitionOffset], timeoutMilliseconds: Int32) throws(KafkaError) {
    try consumer.commit(self.offsets(offsets), timeoutMilliseconds: timeoutMilliseconds)
  }

  mutating func partitionCount(timeoutMilliseconds: Int32) throws(KafkaError) -> Int32 {
    try consumer.partitionCount(of: configuration.commandTopic, timeoutMilliseconds: timeoutMilliseconds)
  }

  mutating func groupMemberIDs(timeoutMilliseconds: Int32) throws(KafkaError) -> [String] {
    try consumer.groupMemberIDs(timeoutMilliseconds: timeoutMilliseconds)
  }

  mutating func checkRights(timeoutMilliseconds: Int32) throws(KafkaError) {
    var check = try configuration.makeRightsCheck()
    guard let refusal = check.refusal(timeoutMilliseconds: timeoutMilliseconds) else { return }
    throw KafkaError(code: .groupAuthorizationFailed, message: refusal)
  }

  var memberID: String {
    // librdkafka's own thread is asked, without a time-out; also in the middle of another call, which stays watched.
    watchdog.watch(slot: lane, "member_id") { consumer.memberID }
  }

  var isAssignmentLost: Bool { consumer.isAssignmentLost }
  var closedConsumerConnectionCount: Int { consumer.closedConnectionCount }
  var consumerFatalError: KafkaError? { consumer.fatalError }

  mutating func recreateConsumer() throws(KafkaError) {
    // A dynamic member that only stays away keeps the group waiting until its session ends; a static one does not leave.
    if !configuration.isStatic { _ = consumer.close(withinMilliseconds: Self.leaveMilliseconds) }
    consumer = try configuration.makeConsumer(lane: lane)
    paused.removeAll()
  }

  mutating func closeConsumer(withinMilliseconds: Int32) {
    _ = consumer.close(withinMilliseconds: withinMilliseconds)
    drainConsumerLog()
  }

  private func drainConsumerLog() {
    consumer.drainLog { log.emit(LibraryLogged($0, lane: lane)) }
  }
}

// MARK: The side consumer

extension LibrdkafkaClients {
  mutating func startAside(_ position: PartitionOffset) throws(KafkaError) {
    if sideConsumer == nil { sideConsumer = try configuration.makeSideConsumer() }
    try sideConsumer!.read(from: TopicPartitionOffset(partition(position.partition), offset: position.offset))
  }

  mutating func pollAside(timeoutMilliseconds: Int32) -> SideSignal<ConsumedRecord> {
    guard sideConsumer != nil else { return .failed(KafkaError(code: .state)) }
    drainSideLog()
    switch sideConsumer!.poll(timeoutMilliseconds: timeoutMilliseconds) {
    case .nothing: return .nothing
    case .record(let record): return .record(record)
    case .end(let offset): return .end(offset: offset)
    case .undecodable(let base, let error): return .undecodable(base: base, error)
    case .corrupt(let base, let error): return .corrupt(base: base, error)
    case .failed(let error): return error.code.isTransient ? .nothing : .failed(error)
    }
  }

  mutating func searchBatchEnd(
    _ search: inout BatchEndSearch, of number: Int32, timeoutMilliseconds: Int32
  ) throws(KafkaError) {
    guard sideConsumer != nil else { throw KafkaError(code: .state) }
    drainSideLog()
    let error = sideConsumer!.advance(&search, in: partition(number), timeoutMilliseconds: timeoutMilliseconds)
    if let error, !error.code.isTransient { throw error }
  }

  mutating func lastStableOffset(of number: Int32, timeoutMilliseconds: Int32) throws(KafkaError) -> Int64 {
    switch sideConsumer {
    case .some(let consumer):
      try consumer.lastStableOffset(of: partition(number), timeoutMilliseconds: timeoutMilliseconds)
    case .none: throw KafkaError(code: .state)
    }
  }

  mutating func closeAside() {
    guard sideConsumer != nil else { return }
    enter("close_aside")
    sideConsumer = nil
    leave()
  }

  private func drainSideLog() {
    switch sideConsumer {
    case .some(let consumer): consumer.drainLog { log.emit(LibraryLogged($0, lane: lane)) }
    case .none: break
    }
  }
}

// MARK: The producer

extension LibrdkafkaClients {
  private static var missingProducer: KafkaError { KafkaError(code: .state) }

  mutating func makeProducer(resultBytes: Int, isIsolating: Bool) throws(KafkaError) {
    let properties = try configuration.producer(lane: lane, resultBytes: resultBytes, isIsolating: isIsolating)
    var made = try OpenProducer(properties, accepted: configuration.accepted, rejected: configuration.rejected)
    try initialise(&made.client)
    producer = consume made
  }

  /// Finishes what the predecessor with this `transactional.id` left open, and takes its epoch.
  private func initialise(_ client: inout Producer) throws(KafkaError) {
    defer { client.drainLog { log.emit(LibraryLogged($0, lane: lane)) } }
    if configuration.isExactlyOnce { try client.initTransactions(timeoutMilliseconds: Self.initMilliseconds) }
  }

  mutating func closeProducer() {
    if let old = producer.take() { old.close() }
  }

  mutating func begin() throws(KafkaError) {
    guard producer != nil else { throw Self.missingProducer }
    if configuration.isExactlyOnce { try producer!.client.begin() } else { producer!.client.resetDeliveryReports() }
  }

  mutating func produce(
    _ outgoing: borrowing OutgoingRecords, _ index: Int, tag: Int, timestamp: Int64
  ) throws(KafkaError) {
    guard producer != nil else { throw Self.missingProducer }
    headers.removeAll()
    Self.copyHeaders(of: outgoing, index, to: &headers)
    try producer!.produce(outgoing, index, &headers, tag: tag, timestamp: timestamp)
  }

  private static func copyHeaders(
    of outgoing: borrowing OutgoingRecords, _ index: Int, to headers: inout OutgoingHeaders
  ) {
    outgoing[index].forEachHeader { name, value in headers.add(name: name, value: value) }
  }

  mutating func pollProducer(timeoutMilliseconds: Int32) {
    producer?.client.poll(timeoutMilliseconds: timeoutMilliseconds)
  }

  mutating func flush(timeoutMilliseconds: Int32) throws(KafkaError) {
    guard producer != nil else { throw Self.missingProducer }
    try producer!.client.flush(timeoutMilliseconds: timeoutMilliseconds)
  }

  mutating func sendOffsets(_ offsets: [PartitionOffset], timeoutMilliseconds: Int32) throws(KafkaError) {
    guard producer != nil else { throw Self.missingProducer }
    try producer!.client.sendOffsets(
      self.offsets(offsets), group: consumer.groupMetadata(), timeoutMilliseconds: timeoutMilliseconds)
  }

  mutating func commitTransaction(timeoutMilliseconds: Int32) throws(KafkaError) {
    guard producer != nil else { throw Self.missingProducer }
    try producer!.client.commit(timeoutMilliseconds: timeoutMilliseconds)
  }

  mutating func abortTransaction(timeoutMilliseconds: Int32) throws(KafkaError) {
    guard producer != nil else { throw Self.missingProducer }
    try producer!.client.abort(timeoutMilliseconds: timeoutMilliseconds)
  }

  var reportedCount: Int {
    switch producer {
    case .some(let producer): producer.client.reportedCount
    // Nothing is in flight.
    case .none: .max
    }
  }

  var deliveryFailures: [DeliveryFailure] {
    switch producer {
    case .some(let producer): producer.client.deliveryFailures
    case .none: []
    }
  }

  var closedConnectionCount: Int {
    switch producer {
    case .some(let producer): producer.client.closedConnectionCount
    case .none: 0
    }
  }

  mutating func drainProducer(_ body: (ProducerSignal) -> Void) {
    producer?.client.drainLog { body(.log($0)) }
    producer?.client.drainErrors { body(.error($0)) }
  }

  mutating func readResultLimit() throws(KafkaError) -> Int {
    try configuration.readResultLimit(log: log)
  }
}
