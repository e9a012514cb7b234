internal import Crdkafka

/// Offsets that mean an end of the log, or no offset.
public enum LogicalOffset {
  /// The oldest record that Kafka still holds.
  public static let beginning = Int64(RD_KAFKA_OFFSET_BEGINNING)
  /// The offset behind the newest record.
  public static let end = Int64(RD_KAFKA_OFFSET_END)
  /// No offset: nothing is committed, or an error concerns no record.
  public static let none = Int64(RD_KAFKA_OFFSET_INVALID)
}
