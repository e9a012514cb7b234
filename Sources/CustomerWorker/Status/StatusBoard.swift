public import Platform
public import Settings
internal import Synchronization

/// Where the parts of a worker publish their status, and others read all of it.
///
/// Each part has a slot of its own, whose lock is held for a copy only: neither who publishes nor who reads waits for the
/// other's work. It outlives the worker's run.
public final class StatusBoard: Sendable {
  /// A part's last value.
  private final class Slot<Value: Sendable>: Sendable {
    private let value: Mutex<Value>

    init(_ value: Value) { self.value = Mutex(value) }

    var current: Value { value.withLock { $0 } }

    func update(_ change: (inout sending Value) -> Void) { value.withLock { change(&$0) } }
  }

  private let worker: Slot<WorkerStatus>
  private let lanes: [Slot<LaneStatus>]
  private let statistics: [Slot<LaneStatistics>]
  private let watchdog = Slot<CallWatchdog?>(nil)

  /// - Parameters:
  ///   - version: the program's.
  ///   - startedTimestamp: when the process started, in milliseconds since 1970.
  public init(
    settings: WorkerSettings, version: String, startedTimestamp: Int64 = RealTimeClock.milliseconds()
  ) {
    worker = Slot(WorkerStatus(settings: settings, version: version, startedTimestamp: startedTimestamp))
    lanes = (0..<settings.lanes).map { Slot(LaneStatus(number: $0)) }
    statistics = (0..<settings.lanes).map { _ in Slot(LaneStatistics()) }
  }

  // MARK: Publishing

  /// Changes what concerns the whole process; the closure is short, because readers wait for it.
  public func update(_ change: (inout sending WorkerStatus) -> Void) { worker.update(change) }

  /// Publishes a lane, as far as it knows itself.
  func publish(_ status: LaneStatus) { lanes[status.number].update { $0 = status } }

  /// Publishes what librdkafka's statistics said of a lane's consumer.
  func publish(_ statistics: LaneStatistics, lane: Int) { self.statistics[lane].update { $0 = statistics } }

  /// The lanes run, and this watches their calls.
  func started(_ watchdog: CallWatchdog) { self.watchdog.update { $0 = watchdog } }

  // MARK: Reading

  /// A lane, as it last published itself.
  func lane(_ number: Int) -> LaneStatus { lanes[number].current }

  /// The status now, put together from what each part last published.
  public var status: WorkerStatus {
    var status = worker.current
    guard let watchdog = watchdog.current else { return status }
    status.lanes = zip(lanes, statistics).map { slot, statistics in
      var lane = slot.current
      statistics.current.fill(&lane)
      lane.silentMilliseconds = watchdog.silence(slot: lane.number)
      return lane
    }
    status.commandPartitions = status.lanes.compactMap(\.commandPartitions).max() ?? status.commandPartitions
    return status
  }
}
