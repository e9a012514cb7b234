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
  /// Between a commit and the next `begin`, when nothing more was waiting.
  ///
  /// The broker is still writing the markers of the one when the other begins, and answers CONCURRENT_TRANSACTIONS: the
  /// library then tries again after 20 ms, and every result of the transaction waits.
  var restMilliseconds: Int64 = 0
  /// How long the calls that end it are made again without an answer; nil: for ever.
  var unansweredMilliseconds: Int64?
}
