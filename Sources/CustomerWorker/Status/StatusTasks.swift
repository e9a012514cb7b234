internal import CustomerContract
internal import Kafka
internal import Settings
internal import Telemetry

/// The work of `StatusKeeper`, for its thread.
struct StatusTasks {
  private static let certificatesMilliseconds: Int64 = 60_000
  private static let ratesMilliseconds: Int64 = 5_000

  private let board: StatusBoard
  private let log: EventLog
  private let topic: String
  private let certificates: CertificateFiles
  private var statistics: [Int: LaneStatistics] = [:]
  private var rates = RateMeter()
  private var ratesDue: Int64 = .min
  private var certificatesDue: Int64 = .min
  private var summary: WorkSummary

  init(board: StatusBoard, settings: WorkerSettings, log: EventLog) {
    self.board = board
    self.log = log
    topic = settings.topics.commands
    certificates = CertificateFiles(settings)
    summary = WorkSummary(seconds: settings.log.summarySeconds)
  }

  /// Reads a lane's statistics and publishes them.
  mutating func read(_ json: [UInt8], lane: Int) {
    statistics[lane, default: LaneStatistics()].update(
      ConsumerStatistics(json: json, topic: topic), of: board.lane(lane))
    board.publish(statistics[lane]!, lane: lane)
  }

  /// Does what is due.
  mutating func tick(now: Int64) {
    if now >= ratesDue {
      ratesDue = now + Self.ratesMilliseconds
      let counters = board.status.counters
      let rates = rates.measure(accepted: counters.accepted, rejected: counters.rejected.sum, now: now)
      board.update { $0.rates = rates }
    }
    if now >= certificatesDue {
      certificatesDue = now + Self.certificatesMilliseconds
      let found = certificates.expiries
      board.update { $0.certificates = found }
    }
    if summary.isDue(now: now), let line = summary.take(board.status, now: now) { log.emit(line) }
  }
}
