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
  private let board: StatusBoard

  /// - Parameter board: gets the worker's status, from here on and beyond its end; made from the same settings.
  public init(settings: WorkerSettings, log: EventLog, board: StatusBoard) {
    self.settings = settings
    self.log = log
    self.board = board
  }

  /// Runs until `stop` is requested or a lane cannot go on, and says why it ended and what it answered.
  ///
  /// Blocks the calling thread.
  public func run(stop: StopSignal) -> WorkerOutcome {
    let seconds = Int64(settings.start.deadlineSeconds)
    let deadline = seconds == 0 ? nil : MonotonicClock.milliseconds() + seconds * 1000
    let configuration: LaneConfiguration
    do throws(StopReason) {
      let check = StartupCheck(settings: settings, log: log, stop: stop, deadline: deadline) { [board] problem in
        board.update { $0.phase = .starting(problem: problem) }
      }
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
      let keeper = try StatusKeeper(board: board, settings: settings, log: log)
      defer { keeper.stop() }
      board.started(watchdog)
      // Only now: without lanes there would be nothing that is not ready.
      board.update { $0.phase = .running }
      for number in 0..<settings.lanes {
        try WorkerThread.start(named: "lane-\(number)") {
          Self.runLane(
            number, configuration, finished, stop, watchdog: watchdog, suspension: suspension, log: log, keeper: keeper)
          finished.recordDestroyed()
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

  /// Runs a lane, reports its end, and destroys it: librdkafka may never come back from that.
  private static func runLane(
    _ number: Int, _ configuration: LaneConfiguration, _ finished: FinishedLanes, _ stop: StopSignal,
    watchdog: CallWatchdog, suspension: SuspendDetector, log: EventLog, keeper: StatusKeeper
  ) {
    do throws(KafkaError) {
      let clients = try LibrdkafkaClients(
        lane: number, configuration: configuration, watchdog: watchdog, suspension: suspension, log: log,
        keeper: keeper)
      var lane = Lane(
        number: number, settings: configuration.lane(number), clients: clients,
        processor: configuration.makeProcessor(), stop: stop, log: log)
      finished.add(FinishedLanes.Lane(reason: lane.run(), counts: lane.committedCounts))
      stop.notify()
      _ = consume lane
      watchdog.leave(slot: number)
    } catch {
      let reason = StopReason.misconfigured("the consumer cannot be made: \(error)")
      finished.add(FinishedLanes.Lane(reason: reason, counts: CommandCounts()))
    }
  }

  /// How long the destruction of clients is waited for.
  private static let destructionMilliseconds: Int64 = 3000

  /// The first lane that cannot go on ends them all; past the drain deadline nothing is waited for.
  private func wait(for finished: FinishedLanes, stop: StopSignal) -> WorkerOutcome {
    var drainDeadline = Int64.max
    var destructionDeadline = Int64.max
    while true {
      let lanes = finished.lanes
      let failure = lanes.first { $0.reason != .drained }?.reason
      // Once: each request ends a wait, and the next one would be over at once.
      if !stop.isRequested, failure != nil { stop.request() }
      let now = MonotonicClock.milliseconds()
      if stop.isRequested {
        showStopping(failure ?? .drained)
        drainDeadline = min(drainDeadline, now + Int64(settings.stop.drainSeconds) * 1000)
      }
      let counts = lanes.reduce(into: CommandCounts()) { $0 += $1.counts }
      if lanes.count == settings.lanes {
        destructionDeadline = min(destructionDeadline, now + Self.destructionMilliseconds)
        let areGone = finished.destroyedCount == settings.lanes
        if areGone || now >= min(destructionDeadline, drainDeadline) {
          return ended(failure ?? .drained, counts)
        }
      } else if now >= drainDeadline {
        let reason = "not drained within stop.drainSeconds (\(settings.stop.drainSeconds) s)"
        return ended(failure ?? .temporaryFailure(reason), counts)
      }
      stop.wait(milliseconds: min(drainDeadline - now, destructionDeadline - now, 1000))
    }
  }

  private func showStopping(_ reason: StopReason) {
    board.update { $0.phase = .stopping(reason: reason.description) }
  }

  private func ended(_ reason: StopReason, _ counts: CommandCounts) -> WorkerOutcome {
    showStopping(reason)
    log.emit(
      WorkerStopped(
        accepted: counts.accepted, rejected: counts.rejected, reason: reason.description, wasAsked: reason == .drained))
    return WorkerOutcome(reason: reason, counts: counts)
  }
}
