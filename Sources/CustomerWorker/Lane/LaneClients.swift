package import CustomerContract
package import Kafka

/// Everything that a lane touches outside itself: a clock, a consumer and a producer.
///
/// `LibrdkafkaClients` is the one that runs; the simulation gives the same lane a model of Kafka. All calls are made on the
/// lane's thread. Calls that may block have a bound in milliseconds and throw when it is over.
package protocol LaneClients: LaneClock, LaneConsumer, LaneSideConsumer, LaneProducer, ~Copyable {}

/// A lane's time, and the watch over its calls.
package protocol LaneClock: ~Copyable {
  /// Milliseconds of a clock that only goes forward.
  var monotonicMilliseconds: Int64 { get }
  /// Nanoseconds of the same clock.
  var monotonicNanoseconds: Int64 { get }
  /// Milliseconds since 1970.
  var realTimeMilliseconds: Int64 { get }
  mutating func wait(milliseconds: Int64)

  /// Starts to watch a call: the process ends when it does not return in time.
  func enter(_ call: StaticString)
  func leave()

  /// Shows the lane to whoever reads the worker's status, and that its thread moves.
  func publish(_ status: LaneStatus)

  /// Whether the process was suspended for so long, and that ended so recently.
  func wasSuspended(forMilliseconds: Int64, withinMilliseconds: Int64) -> Bool
}

/// A lane's member of the consumer group.
package protocol LaneConsumer: ~Copyable {
  // A consumed record is of the client's own kind, and cannot be copied: it owns memory of the client's.
  associatedtype Record: CommandRecord, ~Copyable

  mutating func poll(timeoutMilliseconds: Int32) -> ConsumerSignal<Record>
  /// Asks to join the group, or to have its partitions distributed again.
  mutating func subscribe() throws(KafkaError)
  /// Reads exactly these partitions, from these offsets on.
  mutating func assign(_ offsets: [PartitionOffset]) throws(KafkaError)
  mutating func unassign() throws(KafkaError)
  /// Fetches nothing more of these partitions; what was fetched ahead may still come.
  mutating func pause(_ partitions: [Int32]) throws(KafkaError)
  /// Goes on with a partition that was paused, from this offset on.
  mutating func resume(at offset: PartitionOffset) throws(KafkaError)
  mutating func seek(to offsets: [PartitionOffset]) throws(KafkaError)

  /// The group's committed offsets, in the order of `partitions`; nil where nothing is committed.
  ///
  /// Throws while a transaction that has not ended holds offsets of one of them.
  mutating func committedOffsets(
    of partitions: [Int32], timeoutMilliseconds: Int32
  ) throws(KafkaError) -> [Int64?]
  /// The ends of a partition's log.
  mutating func watermarks(of partition: Int32, timeoutMilliseconds: Int32) throws(KafkaError) -> Watermarks
  /// Commits offsets outside any transaction. After `timedOut` the commit may still happen.
  mutating func commit(_ offsets: [PartitionOffset], timeoutMilliseconds: Int32) throws(KafkaError)
  /// How many partitions the command topic has now.
  mutating func partitionCount(timeoutMilliseconds: Int32) throws(KafkaError) -> Int32
  /// Throws when the group's offsets or the command topic may not be read; a cluster that does not answer is no refusal.
  mutating func checkRights(timeoutMilliseconds: Int32) throws(KafkaError)
  /// The ids of the members that the group's coordinator knows.
  mutating func groupMemberIDs(timeoutMilliseconds: Int32) throws(KafkaError) -> [String]

  /// The name that the coordinator gave this member; empty when it is none.
  var memberID: String { get }
  /// Whether the group has given this member's partitions to others already.
  var isAssignmentLost: Bool { get }
  /// How many sockets of the consumer were closed: a request on one of them may have been sent again since.
  var closedConsumerConnectionCount: Int { get }
  /// The error that made the consumer unusable.
  var consumerFatalError: KafkaError? { get }

  /// Destroys the consumer without leaving the group, and makes another.
  mutating func recreateConsumer() throws(KafkaError)
  /// Leaves the group.
  mutating func closeConsumer(withinMilliseconds: Int32)
}

/// A consumer beside the group's, for batches that that one cannot decompress: it has more room, and no group.
package protocol LaneSideConsumer: ~Copyable {
  associatedtype Record: CommandRecord, ~Copyable

  /// Reads from this position on, and from nowhere else; makes the consumer where there is none.
  mutating func startAside(_ position: PartitionOffset) throws(KafkaError)
  mutating func pollAside(timeoutMilliseconds: Int32) -> SideSignal<Record>
  /// Asks for one step of the search, or hears nothing within the time.
  mutating func searchBatchEnd(
    _ search: inout BatchEndSearch, of partition: Int32, timeoutMilliseconds: Int32
  ) throws(KafkaError)
  /// The offset of the first record of the partition that is not committed yet.
  mutating func lastStableOffset(of partition: Int32, timeoutMilliseconds: Int32) throws(KafkaError) -> Int64
  /// Destroys the consumer, with the batch that it holds.
  mutating func closeAside()
}

/// A lane's producer, which may be missing: then its calls throw.
package protocol LaneProducer: ~Copyable {
  /// Makes a producer, which fences the one before it with the same `transactional.id`.
  ///
  /// - Parameters:
  ///   - resultBytes: the largest record, and the largest batch.
  ///   - isIsolating: one record a batch.
  mutating func makeProducer(resultBytes: Int, isIsolating: Bool) throws(KafkaError)
  /// Destroys the producer, with what it has not written. An open transaction stays open at the broker.
  mutating func closeProducer()

  mutating func begin() throws(KafkaError)
  /// Hands a result to the producer, which reads its value in place until the transaction has ended or it is closed.
  ///
  /// - Parameter tag: comes back in a `DeliveryFailure`.
  mutating func produce(
    _ outgoing: borrowing OutgoingRecords, _ index: Int, tag: Int, timestamp: Int64
  ) throws(KafkaError)
  /// Serves delivery reports for up to that long.
  mutating func pollProducer(timeoutMilliseconds: Int32)
  mutating func flush(timeoutMilliseconds: Int32) throws(KafkaError)
  /// Adds offsets to the transaction, for this consumer's membership as it is now.
  mutating func sendOffsets(_ offsets: [PartitionOffset], timeoutMilliseconds: Int32) throws(KafkaError)
  mutating func commitTransaction(timeoutMilliseconds: Int32) throws(KafkaError)
  mutating func abortTransaction(timeoutMilliseconds: Int32) throws(KafkaError)

  /// How many records since `begin` were written, or will not be.
  var reportedCount: Int { get }
  /// The first records since `begin` that were not written.
  var deliveryFailures: [DeliveryFailure] { get }
  /// How many sockets of the producer were closed: a request on one of them may have been sent again since.
  var closedConnectionCount: Int { get }
  /// Gives the errors and log lines of the producer that are waiting.
  mutating func drainProducer(_ body: (ProducerSignal) -> Void)

  /// The largest result that the result topics take now, in bytes.
  mutating func readResultLimit() throws(KafkaError) -> Int
}

/// A report that a producer makes of its own accord.
package enum ProducerSignal {
  case error(KafkaError)
  case log(LogLine)
}
