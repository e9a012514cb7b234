/// Every setting of the worker, with its value; `WorkerSettings()` has the defaults.
///
/// The table, `Setting.all`, says what each one means and what it takes.
public struct WorkerSettings: Sendable, Equatable {
  public var kafka = Kafka()
  public var topics = Topics()
  /// A lane for each processor, unless said otherwise.
  public var lanes = Processors.available
  public var start = Start()
  public var stop = Stop()
  public var watchdog = Watchdog()
  public var processing = Processing()
  public var transaction = Transaction()
  public var unknownFields = UnknownFields.reject
  public var nullFields = NullFields.reject
  public var emptyStrings = EmptyStrings.keep
  public var auth = Auth()
  public var commands = Commands()
  public var limits = Limits()
  public var results = Results()
  public var log = Log()

  public init() {}

  public struct Topics: Sendable, Equatable {
    public var commands = "customer.create.commands"
    public var accepted = "customer.create.accepted"
    public var rejected = "customer.create.rejected"

    public init() {}
  }

  public struct Start: Sendable, Equatable {
    /// 0: for ever.
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
    /// Outgoing records.
    public var records = 10_000
    public var intervalMs = 100
    public var lingerMs = 5
    public var timeoutMs = 10_000

    public init() {}
  }
}
