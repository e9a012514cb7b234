public import CustomerContract
public import Telemetry

/// Every setting of the worker, with its value; `WorkerSettings()` has the defaults.
///
/// The table, `Setting.all`, says what each setting means and what it takes.
public struct WorkerSettings: Sendable, Equatable {
  public var kafka = Kafka()
  public var topics = ContractTopics()
  /// The topic in which imports keep their account; workers do not use it.
  public var jobsTopic = "customer.create.jobs"
  /// The number of lanes: one for each processor by default.
  public var lanes = Processors.available
  public var start = Start()
  public var stop = Stop()
  public var watchdog = Watchdog()
  public var processing = Processing()
  public var transaction = Transaction()
  /// The rules by which commands are decided; `auth` sets `rules.workspace`.
  public var rules = Rules()
  public var auth = Auth() {
    didSet { rules.workspace = auth.workspace }
  }
  public var results = ResultFormat()
  public var http = HTTP()
  public var log = Log()

  public init() {}

  /// The most lanes that a process may have.
  static let lanesMaximum = 64

  public struct Start: Sendable, Equatable {
    /// 0 waits forever.
    public var deadlineSeconds = 60

    public init() {}
  }

  public struct Stop: Sendable, Equatable {
    public var drainSeconds = 25

    public init() {}
  }

  public struct Watchdog: Sendable, Equatable {
    public var seconds = 60

    public init() {}
  }

  public struct Processing: Sendable, Equatable {
    public var guarantee = Guarantee.exactlyOnce

    public init() {}

    /// How many results a command gets when something crashes.
    public enum Guarantee: String, Sendable, CaseIterable {
      case exactlyOnce = "exactly_once"
      case atLeastOnce = "at_least_once"
    }
  }

  public struct Transaction: Sendable, Equatable {
    /// The most outgoing records of a transaction.
    public var records = 10_000
    public var intervalMs = 100
    public var lingerMs = 5
    public var timeoutMs = 10_000

    public init() {}
  }

  public struct HTTP: Sendable, Equatable {
    /// An address and a port, or `off`.
    public var listen = "127.0.0.1:8464"

    public init() {}

    static let off = "off"

    /// Where the worker shows what it does; nil: nowhere.
    public var address: ListenAddress? { ListenAddress(listen) }
  }

  public struct Log: Sendable, Equatable {
    /// The lowest severity that is written.
    public var level = LogLevel.info
    public var format = LogFormat.auto
    /// 0: no summary.
    public var summarySeconds = 60

    public init() {}
  }
}
