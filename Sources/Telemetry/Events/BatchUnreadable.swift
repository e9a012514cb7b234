/// A batch of commands could not be decompressed, or failed its checksum.
public struct BatchUnreadable: LaneEvent {
  public static let name = "batch-unreadable"
  public static let advice =
    "Nothing where the partition goes on by itself (partition-resumed). Otherwise look at the producer that wrote the batch, at limits.batchBytes, and at the disk of the partition's leader; kafka.onUndecodable and kafka.onCorrupt say what the worker does."

  public let lane: Int
  public let partition: Int32
  /// The offset of the batch's first record.
  public let offset: Int64
  public let reason: String
  /// Whether the side consumer, which has more room for a batch, could not read it either.
  public let isFinal: Bool

  public init(lane: Int, partition: Int32, offset: Int64, reason: String, isFinal: Bool) {
    self.lane = lane
    self.partition = partition
    self.offset = offset
    self.reason = reason
    self.isFinal = isFinal
  }

  public var level: LogLevel { isFinal ? .error : .warning }
  public var message: String {
    "the batch at offset \(offset) of partition \(partition) cannot be read\(isFinal ? "" : " with the usual bounds"):"
      + " \(reason)"
  }
  public var ownFields: [(name: String, value: FieldValue)] {
    [("partition", FieldValue(partition)), ("offset", FieldValue(offset))]
  }
}
