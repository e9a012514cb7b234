/// The answers of `/livez` and `/readyz`: a function of a worker's status and the time.
public struct Health: Sendable, Equatable {
  /// Why the process should be started again; empty while it is alive.
  ///
  /// Nothing of Kafka counts: a rebalance, an aborted transaction or a broker outage is no reason to start again.
  public let livenessProblems: [HealthProblem]
  /// Why the worker does not do all of its work now; empty while it is ready.
  public let readinessProblems: [HealthProblem]

  public var isAlive: Bool { livenessProblems.isEmpty }
  public var isReady: Bool { readinessProblems.isEmpty }

  /// How long a lane may be silent beyond the watchdog's bound.
  static let livenessMarginMilliseconds: Int64 = 15_000
  static let brokerMilliseconds: Int64 = 10_000
  static let producerMilliseconds: Int64 = 60_000
  static let stuckMilliseconds: Int64 = 60_000

  /// - Parameter now: on the monotonic clock.
  public init(of status: WorkerStatus, now: Int64) {
    livenessProblems = Self.livenessProblems(of: status)
    readinessProblems = Self.readinessProblems(of: status, now: now)
  }

  private static func livenessProblems(of status: WorkerStatus) -> [HealthProblem] {
    if case .stopping = status.phase { return [] }
    let bound = status.watchdogMilliseconds + livenessMarginMilliseconds
    return status.lanes.filter { $0.silentMilliseconds > bound }.map {
      HealthProblem(lane: $0.number, "its thread has not moved for \($0.silentMilliseconds / 1000) s")
    }
  }

  private static func readinessProblems(of status: WorkerStatus, now: Int64) -> [HealthProblem] {
    switch status.phase {
    case .starting(let problem):
      return [HealthProblem(problem.map { "starting: \($0)" } ?? "starting: the cluster is being checked")]
    case .stopping(let reason): return [HealthProblem("stopping: \(reason)")]
    case .running: break
    }
    return brokerProblems(of: status, now: now)
      + status.lanes.flatMap { lane in
        laneProblems(of: lane, in: status, now: now)
          + lane.partitions.compactMap { partitionProblem(of: $0, lane: lane.number, now: now) }
      }
  }

  /// All lanes have the same brokers: one that was heard from is enough.
  private static func brokerProblems(of status: WorkerStatus, now: Int64) -> [HealthProblem] {
    guard let last = status.lanes.compactMap(\.brokerReceivedAt).max(), now - last > brokerMilliseconds else {
      return []
    }
    return [HealthProblem("no broker answers", since: last)]
  }

  private static func laneProblems(of lane: LaneStatus, in status: WorkerStatus, now: Int64) -> [HealthProblem] {
    var problems: [HealthProblem] = []
    if !lane.hasBeenAssigned {
      problems.append(
        HealthProblem(
          lane: lane.number, "starting: the group has not assigned it partitions yet", since: lane.unassignedSince))
    } else if let since = lane.unassignedSince,
      now - since > status.watchdogMilliseconds + 2 * status.sessionMilliseconds
    {
      problems.append(HealthProblem(lane: lane.number, "the group does not assign it partitions", since: since))
    }
    if let since = lane.producerUnusableSince, now - since > producerMilliseconds {
      problems.append(HealthProblem(lane: lane.number, "it has no usable producer", since: since))
    }
    return problems
  }

  private static func partitionProblem(of status: PartitionStatus, lane: Int, now: Int64) -> HealthProblem? {
    if let block = status.block, block.isHeld {
      let offset = status.next.map { " at offset \($0)" } ?? ""
      let text = block == .held ? "held\(offset)" : "held\(offset): a batch fails its checksum"
      return HealthProblem(lane: lane, partition: status.partition, text, since: status.blockedSince)
    }
    guard let since = stuckSince(status, now: now), now - since > stuckMilliseconds else { return nil }
    let text =
      status.waitingRecords(now: now).map { "stuck: no result is committed, and \($0) more commands wait" }
      ?? "stuck: no result is committed, and its broker says nothing of it"
    return HealthProblem(lane: lane, partition: status.partition, text, since: since)
  }

  /// Since when commands have waited, or numbers have been missing, and no commit has moved the partition; nil: neither.
  private static func stuckSince(_ status: PartitionStatus, now: Int64) -> Int64? {
    if let since = status.uncommittedSince { return since }
    guard let waiting = status.waitingRecords(now: now) else {
      return max(status.movedAt, status.numbers?.freshAt ?? .min)
    }
    guard waiting > 0, let since = status.numbers?.waitingSince else { return nil }
    return max(status.movedAt, since)
  }
}
