internal import CustomerContract
internal import Dispatch
internal import Kafka
public import Platform
public import Settings
internal import Synchronization
public import Telemetry

/// The worker of one process: checks the cluster, runs the lanes, and ends them together.
public struct Worker: Sendable {
  private let settings: WorkerSettings
  private let log: EventLog

  public init(settings: WorkerSettings, log: EventLog) {
    self.settings = settings
    self.log = log
  }

  /// Runs until `stop` is requested or a lane cannot go on, and says why it ended and what it answered.
  ///
  /// Blocks the calling thread. When it returns `tryAgain` for an exceeded drain deadline, a lane's thread may still be
  /// in a call: the process should end at once, without running destructors.
  public func run(stop: StopSignal) -> (end: LaneEnd, account: LaneAccount) {
    let seconds = Int64(settings.start.deadlineSeconds)
    let deadline = seconds == 0 ? nil : MonotonicClock.milliseconds() + seconds * 1000
    let configuration: LaneConfiguration
    do throws(LaneEnd) {
      let check = StartCheck(settings: settings, log: log, stop: stop, deadline: deadline)
      configuration = try start(check.run(), deadline: deadline)
    } catch {
      return ended(error, LaneAccount())
    }
    let board = LaneBoard()
    do throws(ThreadError) {
      // A slot for each lane, none for the process: the drain deadline is watched below.
      let log = log
      let watchdog = try CallWatchdog(
        slots: settings.lanes, boundMilliseconds: Int64(settings.watchdog.seconds) * 1000, exitCode: .temporaryFailure
      ) { log.emit(CallHung(lane: $0.slot, call: $0.call, milliseconds: $0.milliseconds)) }
      defer { watchdog.stop() }
      let suspension = try SuspendDetector()
      defer { suspension.stop() }
      for number in 0..<settings.lanes {
        try WorkerThread.start(named: "lane-\(number)") {
          board.add(
            Self.runLane(number, configuration, stop: stop, watchdog: watchdog, suspension: suspension, log: log))
          stop.notify()
        }
      }
      return wait(for: board, stop: stop)
    } catch {
      return ended(.tryAgain("\(error)"), LaneAccount())
    }
  }

  private func start(_ facts: ClusterFacts, deadline: Int64?) throws(LaneEnd) -> LaneConfiguration {
    let random = String(UInt32.random(in: .min ... .max), radix: 16)
    let configuration: LaneConfiguration
    do throws(ConfigurationError) {
      configuration = try LaneConfiguration(
        settings: settings, processName: settings.kafka.instanceId ?? random, clusterID: facts.clusterID,
        resultBytes: facts.resultBytes, deadline: deadline)
      _ = try ClientProperties.producer(
        settings, transactionalID: random, resultBytes: facts.resultBytes, isIsolating: false)
    } catch {
      throw .misconfigured("kafka.properties: \(error)")
    }
    log.emit(
      WorkerStarted(
        lanes: settings.lanes, group: settings.kafka.groupId, commands: settings.topics.commands,
        partitions: facts.commandPartitions, librdkafka: Librdkafka.version))
    return configuration
  }

  private static func runLane(
    _ number: Int, _ configuration: LaneConfiguration, stop: StopSignal, watchdog: CallWatchdog,
    suspension: SuspendDetector, log: EventLog
  ) -> LaneBoard.Entry {
    do throws(KafkaError) {
      var lane = try Lane(
        number: number, configuration: configuration, stop: stop, watchdog: watchdog, suspension: suspension, log: log)
      let entry = LaneBoard.Entry(end: lane.run(), account: lane.account)
      _ = consume lane
      watchdog.leave(slot: number)
      return entry
    } catch {
      return LaneBoard.Entry(end: .misconfigured("the consumer cannot be made: \(error)"), account: LaneAccount())
    }
  }

  /// The first lane that cannot go on ends them all; past the drain deadline nothing is waited for.
  private func wait(for board: LaneBoard, stop: StopSignal) -> (end: LaneEnd, account: LaneAccount) {
    var drainDeadline: Int64?
    while true {
      let entries = board.entries
      // Once: each request ends a wait, and the next one would be over at once.
      if !stop.isRequested, entries.contains(where: { $0.end != .drained }) { stop.request() }
      let account = entries.reduce(into: LaneAccount()) { $0 += $1.account }
      if entries.count == settings.lanes {
        return ended(entries.first { $0.end != .drained }?.end ?? .drained, account)
      }
      let now = MonotonicClock.milliseconds()
      if stop.isRequested {
        let limit = drainDeadline ?? now + Int64(settings.stop.drainSeconds) * 1000
        drainDeadline = limit
        if now >= limit {
          return ended(
            entries.first { $0.end != .drained }?.end
              ?? .tryAgain("not drained within stop.drainSeconds (\(settings.stop.drainSeconds) s)"), account)
        }
        stop.wait(milliseconds: min(limit - now, 1000))
      } else {
        stop.wait(milliseconds: 1000)
      }
    }
  }

  private func ended(_ end: LaneEnd, _ account: LaneAccount) -> (end: LaneEnd, account: LaneAccount) {
    log.emit(
      WorkerStopped(
        accepted: account.accepted, rejected: account.rejected, reason: end.description, wasAsked: end == .drained))
    return (end, account)
  }
}
