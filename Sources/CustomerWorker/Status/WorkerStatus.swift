public import CustomerContract
internal import Kafka
public import Settings

/// What a worker shows of itself: a value that is read at one moment, for health, metrics, pages and the log.
public struct WorkerStatus: Sendable {
  public enum Phase: Sendable, Equatable {
    /// The cluster is being checked; the problem is what the check waits for.
    case starting(problem: String?)
    /// The lanes run.
    case running
    case stopping(reason: String)
  }

  /// The version of the program.
  public let version: String
  /// The version of the library.
  public let librdkafka: String
  public let group: String
  public let topics: ContractTopics
  /// When the process started, in milliseconds since 1970.
  public let startedTimestamp: Int64
  /// How long a call may take before the process is ended, in milliseconds.
  public let watchdogMilliseconds: Int64
  public let sessionMilliseconds: Int64

  public var phase = Phase.starting(problem: nil)
  /// Where the HTTP port answers, such as `127.0.0.1:8464`; `off`, or why there is none, where it does not.
  public var port = "off"
  /// nil: not known yet.
  public var commandPartitions: Int32?
  /// Empty until the lanes start.
  public var lanes: [LaneStatus] = []
  /// Results a second, over the last minute or the time since the start.
  public var rates = ResultRates()
  public var certificates: [CertificateExpiry] = []

  /// A worker that has not started yet.
  public init(settings: WorkerSettings, version: String, startedTimestamp: Int64) {
    self.version = version
    librdkafka = Librdkafka.version
    group = settings.kafka.groupId
    topics = settings.topics
    self.startedTimestamp = startedTimestamp
    watchdogMilliseconds = Int64(settings.watchdog.seconds) * 1000
    sessionMilliseconds = Int64(settings.kafka.sessionTimeoutMs)
  }

  /// The sums over all lanes.
  public var counters: LaneCounters { lanes.reduce(into: LaneCounters()) { $0 += $1.counters } }

  /// Every partition that the worker has, with its lane's number, by ascending partition.
  public var partitions: [(lane: Int, status: PartitionStatus)] {
    lanes.flatMap { lane in lane.partitions.map { (lane.number, $0) } }.sorted {
      $0.status.partition < $1.status.partition
    }
  }
}
