/// When a transaction ends by itself.
struct TransactionBounds: Sendable {
  /// Outgoing records.
  var records: Int
  /// Bytes of outgoing records: bounds the memory of a lane when commands are large.
  var bytes: Int
  /// Since its first record.
  var intervalMilliseconds: Int64
  /// Since its first record, when nothing more is waiting.
  var lingerMilliseconds: Int64
}
