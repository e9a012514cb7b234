import CustomerContract
import Settings

@testable import CustomerWorker

/// Statuses of workers that never ran, at one moment.
enum MadeUpStatus {
  static let now: Int64 = 1_000_000_000
  static let timestamp: Int64 = 1_764_473_431_000

  /// A text that would be markup, a script and an end of everything around it.
  static let hostile = "\"'></code><script>alert(1)</script><!-- &amp; ]]> \u{1b}[31m\u{202e}\u{0}\u{ffff}ü"

  static var starting: WorkerStatus {
    WorkerStatus(settings: WorkerSettings(), version: "1.2.3", startedTimestamp: timestamp - 4000)
  }

  /// A worker with two lanes that have all of the partitions, every one of them caught up.
  static func running(partitions count: Int32, settings: WorkerSettings = WorkerSettings()) -> WorkerStatus {
    var status = WorkerStatus(settings: settings, version: "1.2.3", startedTimestamp: timestamp - 11_520_000)
    status.phase = .running
    status.commandPartitions = count
    status.lanes = (0..<2).map { number in
      var lane = LaneStatus(number: number)
      lane.activity = number == 0 ? .processing : .committing
      lane.hasBeenAssigned = true
      lane.brokerReceivedAt = now - 300
      lane.partitions = (0..<count).filter { Int($0) % 2 == number }.map { caughtUp($0) }
      lane.counters.accepted = 889_123 + number
      lane.counters.committedTransactions = 1200
      if count > 0 { reject(111_000, .required, &lane) }
      return lane
    }
    status.rates.accepted = 41_234.4
    status.rates.rejected = 0.26
    return status
  }

  static func caughtUp(_ number: Int32) -> PartitionStatus {
    var partition = PartitionStatus(number, assignedAt: now - 500_000)
    partition.next = 1_000_000
    partition.committedTimestamp = timestamp - 1500
    partition.movedAt = now - 1500
    partition.numbers = PartitionNumbers(
      lastStableOffset: 1_000_000, highOffset: 1_000_000, appOffset: 1_000_000, at: now - 1000, freshAt: now - 1000)
    return partition
  }

  static func behind(_ number: Int32, by count: Int64, seconds: Int64) -> PartitionStatus {
    var partition = caughtUp(number)
    partition.numbers?.lastStableOffset += count
    partition.numbers?.highOffset += count
    partition.numbers?.waitingSince = now - seconds * 1000
    return partition
  }

  static func held(_ number: Int32) -> PartitionStatus {
    var partition = behind(number, by: 500, seconds: 90)
    partition.block = .held
    partition.blockedSince = now - 95_000
    return partition
  }

  /// Behind somebody's transaction that does not end.
  static func unstable(_ number: Int32) -> PartitionStatus {
    var partition = caughtUp(number)
    partition.numbers?.highOffset += 7
    partition.numbers?.unstableSince = now - 35_000
    return partition
  }

  static func reject(_ count: Int, _ code: ErrorCode, _ lane: inout LaneStatus) {
    guard let index = ErrorCode.allCases.firstIndex(of: code) else { return }
    lane.counters.rejected.add(count, at: index)
    lane.counters.errors.add(count + 1, at: index)
  }

  /// Everything that a worker can say, said by an enemy.
  static var ofAnEnemy: WorkerStatus {
    var settings = WorkerSettings()
    settings.kafka.groupId = hostile
    settings.topics.commands = hostile
    settings.topics.accepted = hostile
    settings.topics.rejected = hostile
    var status = running(partitions: 3, settings: settings)
    status.lanes[0].lastAborts = [LaneStatus.Abort(timestamp: timestamp - 1000, reason: hostile, commands: 12)]
    status.lanes[0].undoneStreak = 3
    return status
  }

  /// No broker has been heard from for half a minute.
  static var outage: WorkerStatus {
    var status = running(partitions: 4)
    for lane in status.lanes.indices {
      status.lanes[lane].brokerReceivedAt = now - 31_000
      status.lanes[lane].activity = .recovering
      status.lanes[lane].undoneStreak = 2
      for index in status.lanes[lane].partitions.indices {
        status.lanes[lane].partitions[index].numbers?.at = now - 31_000
        status.lanes[lane].partitions[index].numbers?.freshAt = now - 31_000
      }
      status.lanes[lane].lastAborts = [
        LaneStatus.Abort(timestamp: timestamp - 30_000, reason: "commit: Local: Timed out", commands: 10_000)
      ]
    }
    return status
  }

  static var stopping: WorkerStatus {
    var status = running(partitions: 4)
    status.phase = .stopping(reason: hostile)
    return status
  }
}
