/// What librdkafka's statistics say of a consumer, as far as the worker uses them.
public struct ConsumerStatistics: Sendable, Equatable {
  public struct Broker: Sendable, Equatable {
    /// -1 for one that is not known by its id: a bootstrap server, or the group's coordinator.
    public var id: Int32 = -1
    public var isUp = false
    /// The time since the connection last received something, in milliseconds; nil: it has received nothing yet.
    public var idleMilliseconds: Int64?
    /// The longest throttle of the last interval, in milliseconds.
    public var throttleMilliseconds: Int64 = 0

    public init() {}
  }

  public struct Partition: Sendable, Equatable {
    public var number: Int32 = -1
    /// The broker that it is fetched from.
    public var broker: Int32 = -1
    /// Negative where it is not known; so are the other offsets.
    public var lastStableOffset: Int64 = -1
    public var highOffset: Int64 = -1
    public var appOffset: Int64 = -1

    public init() {}
  }

  /// When they were made, on the monotonic clock.
  public var milliseconds: Int64 = 0
  public var brokers: [Broker] = []
  /// The partitions of one topic, in no particular order; not only those that are assigned.
  public var partitions: [Partition] = []

  public init() {}

  /// Reads the statistics' JSON; what it does not find keeps its default.
  ///
  /// - Parameter topic: the topic whose partitions are read.
  public init(json: [UInt8], topic: String) {
    var statistics = ConsumerStatistics()
    var scanner = StatisticsScanner(json)
    scanner.forEachMember { scanner, name in
      switch name {
      // "librdkafka's internal monotonic clock (microseconds)"
      case "ts": statistics.milliseconds = (scanner.integer() ?? 0) / 1000
      case "brokers":
        scanner.forEachMember { scanner, _ in statistics.brokers.append(Self.broker(&scanner)) }
      case "topics":
        scanner.forEachMember { scanner, name in
          if name == topic { statistics.partitions = Self.partitions(&scanner) }
        }
      default: break
      }
    }
    self = statistics
  }

  private static func broker(_ scanner: inout StatisticsScanner) -> Broker {
    var broker = Broker()
    scanner.forEachMember { scanner, name in
      switch name {
      case "nodeid": broker.id = Int32(clamping: scanner.integer() ?? -1)
      case "state": broker.isUp = scanner.string() == "UP"
      case "rxidle": broker.idleMilliseconds = scanner.integer().flatMap { $0 < 0 ? nil : $0 / 1000 }
      case "throttle":
        scanner.forEachMember { scanner, name in
          if name == "max" { broker.throttleMilliseconds = scanner.integer() ?? 0 }
        }
      default: break
      }
    }
    return broker
  }

  private static func partitions(_ scanner: inout StatisticsScanner) -> [Partition] {
    var partitions: [Partition] = []
    scanner.forEachMember { scanner, name in
      guard name == "partitions" else { return }
      scanner.forEachMember { scanner, _ in
        let partition = Self.partition(&scanner)
        // -1 is the library's own, for records without a partition.
        if partition.number >= 0 { partitions.append(partition) }
      }
    }
    return partitions
  }

  private static func partition(_ scanner: inout StatisticsScanner) -> Partition {
    var partition = Partition()
    scanner.forEachMember { scanner, name in
      switch name {
      case "partition": partition.number = Int32(clamping: scanner.integer() ?? -1)
      case "broker": partition.broker = Int32(clamping: scanner.integer() ?? -1)
      case "ls_offset": partition.lastStableOffset = scanner.integer() ?? -1
      case "hi_offset": partition.highOffset = scanner.integer() ?? -1
      case "app_offset": partition.appOffset = scanner.integer() ?? -1
      default: break
      }
    }
    return partition
  }
}
