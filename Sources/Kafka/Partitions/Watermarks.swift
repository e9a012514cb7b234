/// The ends of a partition's log.
public struct Watermarks: Hashable, Sendable {
  /// The offset of the oldest record that Kafka still holds.
  public var low: Int64
  /// The offset of the record that will be written next.
  public var high: Int64

  public init(low: Int64, high: Int64) {
    self.low = low
    self.high = high
  }
}
