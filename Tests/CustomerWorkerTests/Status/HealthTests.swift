import CustomerWorker
import Settings
import Testing

/// `/livez` and `/readyz`, case by case: a function of a status and the time.
@Suite struct HealthTests {
  private static let now: Int64 = 10_000_000

  /// A worker that is well: a lane with partition 3, which has nothing to do.
  private static func status(_ change: (inout WorkerStatus) -> Void = { _ in }) -> WorkerStatus {
    var status = WorkerStatus(settings: WorkerSettings(), version: "0", startedTimestamp: 0)
    status.phase = .running
    status.lanes = [lane(0, partition: 3)]
    change(&status)
    return status
  }

  private static func lane(_ number: Int, partition: Int32) -> LaneStatus {
    var lane = LaneStatus(number: number)
    lane.hasBeenAssigned = true
    lane.brokerReceivedAt = now - 3000
    var status = PartitionStatus(partition, assignedAt: now - 5_000_000)
    status.next = 42
    status.numbers = numbers(lastStable: 42)
    lane.partitions = [status]
    return lane
  }

  private static func numbers(lastStable: Int64, high: Int64? = nil, waitingSince: Int64? = nil) -> PartitionNumbers {
    PartitionNumbers(
      lastStableOffset: lastStable, highOffset: high ?? lastStable, appOffset: 42, at: now - 4000, freshAt: now - 4000,
      waitingSince: waitingSince)
  }

  private static func unready(_ change: (inout WorkerStatus) -> Void) -> [String] {
    Health(of: status(change), now: now).readinessProblems.map { $0.line(now: now) }
  }

  private static func dead(_ change: (inout WorkerStatus) -> Void) -> [String] {
    Health(of: status(change), now: now).livenessProblems.map { $0.line(now: now) }
  }

  @Test func `A worker that waits for commands is alive and ready`() {
    let health = Health(of: Self.status(), now: Self.now)
    #expect(health.isAlive && health.isReady)
  }

  // MARK: /livez

  @Test func `A lane that is silent for longer than the watchdog's bound and 15 s is not alive`() {
    #expect(Self.dead { $0.lanes[0].silentMilliseconds = 75_000 } == [])
    #expect(Self.dead { $0.lanes[0].silentMilliseconds = 75_001 } == ["lane 0: its thread has not moved for 75 s"])
  }

  @Test func `A worker that stops is alive, however long a lane is silent`() {
    let problems = Self.dead {
      $0.lanes[0].silentMilliseconds = 500_000
      $0.phase = .stopping(reason: "asked to stop")
    }
    #expect(problems == [])
  }

  @Test func `Nothing of Kafka makes it dead: no broker, no assignment, no producer, nothing committed`() {
    let problems = Self.dead {
      $0.lanes[0].brokerReceivedAt = 0
      $0.lanes[0].unassignedSince = 0
      $0.lanes[0].producerUnusableSince = 0
      $0.lanes[0].undoneStreak = 40
      $0.lanes[0].partitions[0].block = .held
    }
    #expect(problems == [])
  }

  @Test func `A worker whose lanes do not run yet is alive`() {
    let problems = Self.dead {
      $0.phase = .starting(problem: nil)
      $0.lanes = []
    }
    #expect(problems == [])
  }

  // MARK: /readyz

  @Test func `A worker that starts says what it waits for`() {
    #expect(Self.unready { $0.phase = .starting(problem: nil) } == ["starting: the cluster is being checked"])
    #expect(Self.unready { $0.phase = .starting(problem: "no broker") } == ["starting: no broker"])
  }

  @Test func `A worker that stops says why`() {
    #expect(Self.unready { $0.phase = .stopping(reason: "asked to stop") } == ["stopping: asked to stop"])
  }

  @Test func `A lane without its first assignment is starting`() {
    let problems = Self.unready {
      $0.lanes[0].hasBeenAssigned = false
      $0.lanes[0].unassignedSince = Self.now - 2000
      $0.lanes[0].partitions = []
    }
    #expect(problems == ["lane 0: starting: the group has not assigned it partitions yet, for 2 s"])
  }

  @Test func `An empty assignment is one`() {
    #expect(Self.unready { $0.lanes[0].partitions = [] } == [])
  }

  @Test func `No broker heard for 10 s, by the lane that heard one last`() {
    #expect(Self.unready { $0.lanes[0].brokerReceivedAt = Self.now - 10_000 } == [])
    #expect(Self.unready { $0.lanes[0].brokerReceivedAt = Self.now - 10_001 } == ["no broker answers, for 10 s"])
    let problems = Self.unready {
      $0.lanes[0].brokerReceivedAt = Self.now - 60_000
      $0.lanes.append(Self.lane(1, partition: 4))
    }
    #expect(problems == [])
  }

  @Test func `A rebalance is let pass for the watchdog's bound and two sessions`() {
    #expect(Self.unready { $0.lanes[0].unassignedSince = Self.now - 80_000 } == [])
    #expect(
      Self.unready { $0.lanes[0].unassignedSince = Self.now - 80_001 } == [
        "lane 0: the group does not assign it partitions, for 80 s"
      ])
  }

  @Test func `No usable producer for 60 s`() {
    #expect(Self.unready { $0.lanes[0].producerUnusableSince = Self.now - 60_000 } == [])
    #expect(
      Self.unready { $0.lanes[0].producerUnusableSince = Self.now - 60_001 } == [
        "lane 0: it has no usable producer, for 60 s"
      ])
  }

  @Test func `A partition that is held, or waits after a bad checksum, with its offset`() {
    let held = Self.unready {
      $0.lanes[0].partitions[0].block = .held
      $0.lanes[0].partitions[0].blockedSince = Self.now - 7000
    }
    #expect(held == ["lane 0, partition 3: held at offset 42, for 7 s"])
    let corrupt = Self.unready {
      $0.lanes[0].partitions[0].block = .corrupt
      $0.lanes[0].partitions[0].blockedSince = Self.now - 7000
    }
    #expect(corrupt == ["lane 0, partition 3: held at offset 42: a batch fails its checksum, for 7 s"])
  }

  @Test func `A partition that is read aside is worked on`() {
    #expect(Self.unready { $0.lanes[0].partitions[0].block = .readAside } == [])
  }

  @Test func `Commands wait and no commit has moved the partition for 60 s: stuck`() {
    func problems(waiting: Int64, moved: Int64) -> [String] {
      Self.unready {
        $0.lanes[0].partitions[0].numbers = Self.numbers(lastStable: 50, waitingSince: Self.now - waiting)
        $0.lanes[0].partitions[0].movedAt = Self.now - moved
      }
    }
    #expect(problems(waiting: 60_000, moved: 600_000) == [])
    #expect(
      problems(waiting: 60_001, moved: 600_000) == [
        "lane 0, partition 3: stuck: no result is committed, and 8 more commands wait, for 60 s"
      ])
    #expect(problems(waiting: 600_000, moved: 59_000) == [])
  }

  @Test func `Commands are taken up and in no committed transaction for 60 s: stuck, though no others wait`() {
    #expect(Self.unready { $0.lanes[0].partitions[0].uncommittedSince = Self.now - 60_000 } == [])
    #expect(
      Self.unready { $0.lanes[0].partitions[0].uncommittedSince = Self.now - 61_000 } == [
        "lane 0, partition 3: stuck: no result is committed, and 0 more commands wait, for 61 s"
      ])
  }

  @Test func `Numbers that have not been fresh for 60 s: stuck`() {
    func problems(freshAt: Int64?, assignedAt: Int64) -> [String] {
      Self.unready {
        var partition = PartitionStatus(3, assignedAt: assignedAt)
        if let freshAt {
          partition.numbers = Self.numbers(lastStable: 42)
          partition.numbers?.freshAt = freshAt
        }
        $0.lanes[0].partitions = [partition]
      }
    }
    #expect(problems(freshAt: Self.now - 60_000, assignedAt: 0) == [])
    #expect(
      problems(freshAt: Self.now - 60_001, assignedAt: 0) == [
        "lane 0, partition 3: stuck: no result is committed, and its broker says nothing of it, for 60 s"
      ])
    #expect(problems(freshAt: nil, assignedAt: Self.now - 60_000) == [])
    #expect(problems(freshAt: nil, assignedAt: Self.now - 60_001).count == 1)
  }

  @Test func `An idle night, and a partition that somebody's open transaction holds back, are not stuck`() {
    #expect(Self.unready { $0.lanes[0].partitions[0].numbers = Self.numbers(lastStable: 42, high: 900) } == [])
  }

  @Test func `Every reason has its line, lane by lane`() {
    let problems = Self.unready {
      $0.lanes.append(Self.lane(1, partition: 4))
      $0.lanes[0].producerUnusableSince = Self.now - 70_000
      $0.lanes[1].partitions[0].block = .held
      for index in $0.lanes.indices { $0.lanes[index].brokerReceivedAt = Self.now - 20_000 }
    }
    #expect(
      problems == [
        "no broker answers, for 20 s", "lane 0: it has no usable producer, for 70 s",
        "lane 1, partition 4: held at offset 42",
      ])
  }
}
