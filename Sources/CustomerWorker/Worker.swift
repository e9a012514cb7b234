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
  /// Blocks the calling thread. When it returns `temporaryFailure` for an exceeded drain deadline, a lane's thread may still be
  /// in a call: the process should end at once, without running destructors.
  public func run(stop: StopSignal) -> (reason: StopReason, counts: CommandCounts) {
    let seconds = Int64(settings.start.deadlineSeconds)
    let deadline = seconds == 0 ? nil : MonotonicClock.milliseconds() + seconds * 1000
    let configuration: LaneConfiguration
    do throws(StopReason) {
      let check = StartupCheck(settings: settings, log: log, stop: stop, deadline: deadline)
      configuration = try start(check.run(), deadline: deadline)
    } catch {
      return ended(error, CommandCounts())
    }
    let finished = FinishedLanes()
    do throws(ThreadError) {
      // A slot for each lane, none for the process: the drain deadline is watched below.
      let log = log
      let watchdog = try CallWatchdog(
        slots: settings.lanes, boundMilliseconds: Int64(settings.watchdog.seconds) * 1000, exitCode: .temporaryFailure
      ) {
        log.emit(CallHung(lane: $0.slot, call: $0.call, milliseconds: $0.milliseconds))
        log.flush()
      }
      defer { watchdog.stop() }
      let suspension = try SuspendDetector()
      defer { suspension.stop() }
      for number in 0..<settings.lanes {
        try WorkerThread.start(named: "lane-\(number)") {
          finished.add(
            Self.runLane(number, configuration, stop: stop, watchdog: watchdog, suspension: suspension, log: log))
          stop.notify()
        }
      }
      return wait(for: finished, stop: stop)
    } catch {
      return ended(.temporaryFailure("\(error)"), CommandCounts())
    }
  }

  private func start(_ facts: ClusterFacts, deadline: Int64?) throws(StopReason) -> LaneConfiguration {
    let random = String(UInt32.random(in: .min ... .max), radix: 16)
    let configuration: LaneConfiguration
    do throws(ConfigurationError) {
      configuration = try LaneConfiguration(
        settings: settings, processName: settings.kafka.instanceId ?? random, facts: facts,
        deadline: deadline)
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
  ) -> FinishedLanes.Lane {
    do throws(KafkaError) {
      let clients = try LibrdkafkaClients(
        lane: number, configuration: configuration, watchdog: watchdog, suspension: suspension, log: log)
      var lane = Lane(
        number: number, settings: configuration.lane(number), clients: clients,
        processor: configuration.makeProcessor(), stop: stop, log: log)
      let entry = FinishedLanes.Lane(reason: lane.run(), counts: lane.committedCounts)
      _ = consume lane
      watchdog.leave(slot: number)
      return entry
    } catch {
      return FinishedLanes.Lane(
        reason: .misconfigured("the consumer cannot be made: \(error)"), counts: CommandCounts())
    }
  }

  /// The first lane that cannot go on ends them all; past the drain deadline nothing is waited for.
  private func wait(for finished: FinishedLanes, stop: StopSignal) -> (reason: StopReason, counts: CommandCounts) {
    var drainDeadline: Int64?
    while true {
      let entries = finished.lanes
      // Once: each request ends a wait, and the next one would be over at once.
      if !stop.isRequested, entries.contains(where: { $0.reason != .drained }) { stop.request() }
      let counts = entries.reduce(into: CommandCounts()) { $0 += $1.counts }
      if entries.count == settings.lanes {
        return ended(entries.first { $0.reason != .drained }?.reason ?? .drained, counts)
      }
      let now = MonotonicClock.milliseconds()
      if stop.isRequested {
        let limit = drainDeadline ?? now + Int64(settings.stop.drainSeconds) * 1000
        drainDeadline = limit
        if now >= limit {
          return ended(
            entries.first { $0.reason != .drained }?.reason
              ?? .temporaryFailure("not drained within stop.drainSeconds (\(settings.stop.drainSeconds) s)"), counts)
        }
        stop.wait(milliseconds: min(limit - now, 1000))
      } else {
        stop.wait(milliseconds: 1000)
      }
    }
  }

  private func ended(_ reason: StopReason, _ counts: CommandCounts) -> (reason: StopReason, counts: CommandCounts) {
    log.emit(
      WorkerStopped(
        accepted: counts.accepted, rejected: counts.rejected, reason: reason.description, wasAsked: reason == .drained))
    return (reason, counts)
  }
}
