/// The worker's settings and the cluster were found good; its lanes start.
public struct WorkerStarted: Event {
  public static let name = "worker-started"
  public static let advice =
    "Nothing."

  public let lanes: Int
  public let group: String
  /// The topic of the commands.
  public let commands: String
  /// The number of partitions of the command topic.
  public let partitions: Int32
  /// The version of the library.
  public let librdkafka: String

  public init(lanes: Int, group: String, commands: String, partitions: Int32, librdkafka: String) {
    self.lanes = lanes
    self.group = group
    self.commands = commands
    self.partitions = partitions
    self.librdkafka = librdkafka
  }

  public var level: LogLevel { .info }
  public var message: String {
    "reading \(commands) with \(lanes) lanes in group \(group)"
  }
  public var fields: [(name: String, value: FieldValue)] {
    [
      ("lanes", FieldValue(lanes)), ("group", .string(group)), ("commands", .string(commands)),
      ("partitions", FieldValue(partitions)), ("librdkafka", .string(librdkafka)),
    ]
  }
}
