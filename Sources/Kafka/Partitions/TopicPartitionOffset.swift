/// A position: a partition, and the offset of the record that is read next.
public struct TopicPartitionOffset: Hashable, Sendable, CustomStringConvertible {
  public var partition: TopicPartition
  /// A record's offset, or one of `LogicalOffset`, which are negative.
  public var offset: Int64

  public init(_ partition: TopicPartition, offset: Int64) {
    self.partition = partition
    self.offset = offset
  }

  /// Whether the offset is a record's.
  public var isKnown: Bool { offset >= 0 }

  public var description: String { "\(partition)@\(offset)" }
}
