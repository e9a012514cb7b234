/// One lane, as it last published itself.
///
/// Times are milliseconds of the monotonic clock.
public struct LaneStatus: Sendable {
  /// What the lane is at.
  public enum Activity: String, Sendable {
    /// The group was not joined yet.
    case joining
    /// Waiting for the group's answer, or for the offsets to start at.
    case rebalancing
    /// Making the producer or the consumer again, or going back after a transaction that was not committed.
    case recovering
    /// Waiting for commands.
    case waiting
    /// In a transaction that takes commands.
    case processing
    case committing
    case aborting
    case stopped
  }

  /// A transaction that was not committed.
  public struct Abort: Sendable, Equatable {
    /// In milliseconds since 1970.
    public var timestamp: Int64
    public var reason: String
    public var commands: Int

    public init(timestamp: Int64, reason: String, commands: Int) {
      self.timestamp = timestamp
      self.reason = reason
      self.commands = commands
    }
  }

  public let number: Int
  public var activity = Activity.joining
  /// The group has given it an assignment once, perhaps an empty one.
  public var hasBeenAssigned = false
  /// Since when it has had no assignment; nil: it has one, perhaps an empty one.
  public var unassignedSince: Int64?
  /// Since when it has had no producer to use; nil: it has one.
  public var producerUnusableSince: Int64?
  /// The partitions that the group has assigned to it, in ascending order.
  public var partitions: [PartitionStatus] = []
  /// How many partitions the command topic had when the lane last asked; nil: not asked yet.
  public var commandPartitions: Int32?
  public var counters = LaneCounters()
  /// Transactions in a row that were not committed.
  public var undoneStreak = 0
  /// The last ones, newest first.
  public var lastAborts: [Abort] = []
  /// How long ago the lane last entered or left a watched call or published itself, in milliseconds. Time during which the
  /// process was suspended does not count.
  public var silentMilliseconds: Int64 = 0
  /// When a broker last sent something to the lane's consumer: what the statistics say, or an assignment; nil: never yet.
  public var brokerReceivedAt: Int64?
  /// The longest time for which a broker throttled its consumer lately, in milliseconds.
  public var throttleMilliseconds = 0.0

  public init(number: Int) {
    self.number = number
  }
}
