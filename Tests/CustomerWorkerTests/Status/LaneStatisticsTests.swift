import Kafka
import Testing

@testable import CustomerWorker

/// What comes of librdkafka's statistics, event by event. Times are in milliseconds.
@Suite struct LaneStatisticsTests {
  private static let partition: Int32 = 3

  private var statistics = LaneStatistics()
  private var lane = LaneStatus(number: 0)

  init() {
    lane.partitions = [PartitionStatus(Self.partition, assignedAt: 0)]
    lane.partitions[0].next = 10
  }

  /// An event at a time, of a broker that sent something 100 ms before.
  private static func event(
    at time: Int64, lastStable: Int64, high: Int64? = nil, app: Int64 = 10, idle: Int64? = 100, isUp: Bool = true
  ) -> ConsumerStatistics {
    var event = ConsumerStatistics()
    event.milliseconds = time
    var broker = ConsumerStatistics.Broker()
    broker.id = 1
    broker.isUp = isUp
    broker.idleMilliseconds = idle
    event.brokers = [broker]
    var partition = ConsumerStatistics.Partition()
    partition.number = Self.partition
    partition.broker = 1
    partition.lastStableOffset = lastStable
    partition.highOffset = high ?? lastStable
    partition.appOffset = app
    event.partitions = [partition]
    return event
  }

  /// The partition as it is shown after events.
  private mutating func shown(after events: ConsumerStatistics...) -> PartitionStatus {
    for event in events { statistics.update(event, of: lane) }
    var lane = lane
    statistics.fill(&lane)
    return lane.partitions[0]
  }

  @Test mutating func `Waiting is what lies between the lane's next offset and the last stable one`() {
    let shown = shown(after: Self.event(at: 5000, lastStable: 14))
    #expect(shown.waitingRecords(now: 6000) == 4)
    #expect(shown.waitingMilliseconds(now: 6000, timestamp: 0) == 1000)
  }

  @Test mutating func `Behind control records, which no lane is given, nothing waits`() {
    let shown = shown(after: Self.event(at: 5000, lastStable: 12, app: 12))
    #expect(shown.waitingRecords(now: 6000) == 0)
    #expect(shown.waitingMilliseconds(now: 6000, timestamp: 0) == 0)
  }

  @Test mutating func `A lane that has gone on since the event has less waiting`() {
    _ = shown(after: Self.event(at: 5000, lastStable: 14))
    lane.partitions[0].next = 13
    let less = shown()
    #expect(less.waitingRecords(now: 6000) == 1)
    lane.partitions[0].next = 20
    let none = shown()
    #expect(none.waitingRecords(now: 6000) == 0)
  }

  @Test mutating func `The time of waiting goes on while the same commands wait, though more come`() {
    let shown = shown(
      after: Self.event(at: 5000, lastStable: 10), Self.event(at: 10_000, lastStable: 14),
      Self.event(at: 15_000, lastStable: 90), Self.event(at: 20_000, lastStable: 99))
    #expect(shown.waitingMilliseconds(now: 21_000, timestamp: 0) == 11_000)
  }

  @Test mutating func `Commands that waited and were answered are not those that wait now`() {
    _ = shown(after: Self.event(at: 5000, lastStable: 14))
    lane.partitions[0].next = 14
    let shown = shown(after: Self.event(at: 10_000, lastStable: 20, app: 14))
    #expect(shown.waitingMilliseconds(now: 10_500, timestamp: 0) == 500)
  }

  @Test mutating func `In a transaction the age of its first command counts`() {
    lane.partitions[0].firstTimestamp = 1_700_000_000_000
    let shown = shown(after: Self.event(at: 5000, lastStable: 10))
    #expect(shown.waitingMilliseconds(now: 5000, timestamp: 1_700_000_002_500) == 2500)
    #expect(shown.waitingMilliseconds(now: 5000, timestamp: 1_600_000_000_000) == 0)
  }

  @Test mutating func `Unstable is a last stable offset that stands below the end and does not move`() {
    _ = shown(after: Self.event(at: 5000, lastStable: 10, high: 11))
    let moved = shown(after: Self.event(at: 10_000, lastStable: 12, high: 15))
    #expect(moved.unstableMilliseconds(now: 10_000) == 0)
    let stands = shown(
      after: Self.event(at: 15_000, lastStable: 12, high: 16), Self.event(at: 20_000, lastStable: 12, high: 17))
    #expect(stands.unstableMilliseconds(now: 21_000) == 11_000)
    let over = shown(after: Self.event(at: 25_000, lastStable: 17, high: 17))
    #expect(over.unstableMilliseconds(now: 26_000) == 0)
  }

  @Test mutating func `Numbers are shown while event and broker are younger than 15 s`() {
    let shown = shown(after: Self.event(at: 5000, lastStable: 14))
    #expect(shown.waitingRecords(now: 19_999) == 4)
    #expect(shown.waitingRecords(now: 20_000) == nil)
    #expect(shown.unstableMilliseconds(now: 20_000) == nil)
  }

  @Test mutating func `A broker that is away, or silent for 15 s, makes its partitions unknown`() {
    let away = shown(after: Self.event(at: 5000, lastStable: 14), Self.event(at: 10_000, lastStable: 14, isUp: false))
    #expect(away.waitingRecords(now: 10_001) == nil)
    #expect(away.numbers?.freshAt == 5000)
    let silent = shown(after: Self.event(at: 15_000, lastStable: 14, idle: 15_000))
    #expect(silent.waitingRecords(now: 15_001) == nil)
    let back = shown(after: Self.event(at: 20_000, lastStable: 14))
    #expect(back.waitingRecords(now: 20_001) == 4)
  }

  @Test mutating func `An offset that the library does not know brings no number`() {
    let shown = shown(after: Self.event(at: 5000, lastStable: -1001))
    #expect(shown.numbers == nil)
  }

  @Test mutating func `What was said before the partition was assigned is left out`() {
    _ = shown(after: Self.event(at: 5000, lastStable: 14))
    lane.partitions = [PartitionStatus(Self.partition, assignedAt: 5001)]
    let before = shown()
    #expect(before.numbers == nil)
    let after = shown(after: Self.event(at: 10_000, lastStable: 14, high: 15))
    #expect(after.numbers?.unstableSince == 10_000)
  }

  @Test mutating func `A partition that is the lane's no longer is not shown`() {
    lane.partitions = []
    statistics.update(Self.event(at: 5000, lastStable: 14), of: lane)
    #expect(statistics.partitions.isEmpty)
  }

  @Test mutating func `The last word of any connected broker is remembered, and the longest throttle shown`() {
    var event = Self.event(at: 5000, lastStable: 10, idle: 4000)
    var coordinator = ConsumerStatistics.Broker()
    coordinator.isUp = true
    coordinator.idleMilliseconds = 2000
    coordinator.throttleMilliseconds = 700
    event.brokers.append(coordinator)
    _ = shown(after: event)
    #expect(statistics.brokerReceivedAt == 3000)
    #expect(statistics.throttleMilliseconds == 700)
    _ = shown(after: Self.event(at: 10_000, lastStable: 10, isUp: false))
    #expect(statistics.brokerReceivedAt == 3000)
    #expect(statistics.throttleMilliseconds == 0)
  }

  @Test func `An assignment counts as an answer of a broker until an event says more`() {
    var statistics = LaneStatistics()
    var lane = LaneStatus(number: 0)
    lane.brokerReceivedAt = 2000
    statistics.fill(&lane)
    #expect(lane.brokerReceivedAt == 2000)
    statistics.update(Self.event(at: 5000, lastStable: 10, idle: 1000), of: lane)
    statistics.fill(&lane)
    #expect(lane.brokerReceivedAt == 4000)
  }
}
