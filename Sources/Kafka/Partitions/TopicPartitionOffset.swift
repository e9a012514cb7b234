internal import Crdkafka

/// A position in a partition: the offset of the record that is read next.
public struct TopicPartitionOffset: Hashable, Sendable, CustomStringConvertible {
  public var partition: TopicPartition
  public var offset: Int64

  public init(_ partition: TopicPartition, offset: Int64) {
    self.partition = partition
    self.offset = offset
  }

  /// Whether this is a place in the log and not one of the marks below.
  public var isKnown: Bool { offset >= 0 }

  public var description: String { "\(partition)@\(offset)" }

  /// The oldest record that Kafka still holds.
  public static let beginning: Int64 = -2
  /// Behind the newest record.
  public static let end: Int64 = -1
  /// The group's committed offset; without one, what `auto.offset.reset` says.
  public static let stored: Int64 = -1000
  /// Nothing is committed.
  public static let none: Int64 = -1001
}
