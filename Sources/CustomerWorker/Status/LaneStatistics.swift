internal import Kafka

/// What librdkafka's statistics have said of a lane's consumer, up to the last event.
///
/// They list partitions that are no longer the lane's, so only those that the lane says it has are taken from here.
struct LaneStatistics: Sendable {
  /// How often librdkafka makes an event.
  static let intervalMilliseconds = 5000
  /// A broker that has been silent for longer is not one whose partitions are known.
  private static let idleMilliseconds: Int64 = 15_000

  /// When a broker, being connected, last sent something; nil: never yet.
  private(set) var brokerReceivedAt: Int64?
  /// The longest time for which a broker throttled the consumer, in milliseconds.
  private(set) var throttleMilliseconds = 0.0
  private(set) var partitions: [Int32: PartitionNumbers] = [:]

  /// Fills in what a lane does not know of itself.
  func fill(_ lane: inout LaneStatus) {
    // An assignment is an answer too: a broker that goes away before the first event would never be missed.
    lane.brokerReceivedAt = [lane.brokerReceivedAt, brokerReceivedAt].compactMap { $0 }.max()
    lane.throttleMilliseconds = throttleMilliseconds
    for index in lane.partitions.indices {
      // What was said before it was assigned is of another time.
      if let numbers = partitions[lane.partitions[index].partition], numbers.at >= lane.partitions[index].assignedAt {
        lane.partitions[index].numbers = numbers
      }
    }
  }

  /// Takes in an event.
  ///
  /// - Parameter lane: as it is now; it knows better than the library where it goes on.
  mutating func update(_ event: ConsumerStatistics, of lane: LaneStatus) {
    var idle: [Int32: Int64] = [:]
    throttleMilliseconds = 0
    for broker in event.brokers {
      throttleMilliseconds = max(throttleMilliseconds, Double(broker.throttleMilliseconds))
      guard broker.isUp, let milliseconds = broker.idleMilliseconds else { continue }
      idle[broker.id] = min(idle[broker.id] ?? .max, milliseconds)
    }
    if let least = idle.values.min() { brokerReceivedAt = max(brokerReceivedAt ?? .min, event.milliseconds - least) }
    let owned = Dictionary(uniqueKeysWithValues: lane.partitions.map { ($0.partition, $0) })
    let before = partitions
    partitions.removeAll(keepingCapacity: true)
    for partition in event.partitions {
      guard let own = owned[partition.number], partition.lastStableOffset >= 0 else { continue }
      let last = before[partition.number].flatMap { $0.at >= own.assignedAt ? $0 : nil }
      let isKnown = (idle[partition.broker] ?? .max) < Self.idleMilliseconds
      partitions[partition.number] = PartitionNumbers(
        partition, at: event.milliseconds, isKnown: isKnown, next: own.next, last: last)
    }
  }
}

extension PartitionNumbers {
  /// - Parameters:
  ///   - isKnown: whether its broker is connected and has lately sent something.
  ///   - last: what the event before said; nil: nothing since the partition was assigned.
  init(
    _ partition: ConsumerStatistics.Partition, at time: Int64, isKnown: Bool, next: Int64?, last: PartitionNumbers?
  ) {
    self.init(
      lastStableOffset: partition.lastStableOffset, highOffset: partition.highOffset, appOffset: partition.appOffset,
      at: time, freshAt: isKnown ? time : last?.freshAt)
    if waiting(next: next) > 0 {
      // Those that waited at the last event may all have been answered since.
      let position = max(next ?? 0, appOffset)
      let areTheSame = last?.waitingSince != nil && position < last!.waitingUntil
      waitingSince = areTheSame ? last?.waitingSince : time
      waitingUntil = areTheSame ? last!.waitingUntil : lastStableOffset
    }
    if lastStableOffset < highOffset {
      unstableSince = last?.lastStableOffset == lastStableOffset ? last?.unstableSince ?? time : time
    }
  }
}
