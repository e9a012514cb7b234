/// The limits at which a transaction ends by itself, and those of the calls that end it.
package struct TransactionLimits: Sendable {
  /// The most outgoing records.
  var records: Int
  /// The most bytes of outgoing records: this bounds the memory of a lane when commands are large.
  var bytes: Int
  /// The longest time since the first record.
  var intervalMilliseconds: Int64
  /// The longest time since the first record when nothing more is waiting.
  var lingerMilliseconds: Int64
  /// The pause between a commit and the next `begin` when nothing more was waiting.
  ///
  /// The broker is still writing the markers of one transaction when the next begins, and answers CONCURRENT_TRANSACTIONS:
  /// the library then tries again after 20 ms, and every result of the transaction waits.
  var pauseAfterCommitMilliseconds: Int64
  /// How long the calls that end a transaction are repeated without an answer; nil: forever.
  var endTimeoutMilliseconds: Int64?

  package init(
    records: Int, bytes: Int, intervalMilliseconds: Int64, lingerMilliseconds: Int64,
    pauseAfterCommitMilliseconds: Int64 = 0, endTimeoutMilliseconds: Int64? = nil
  ) {
    self.records = records
    self.bytes = bytes
    self.intervalMilliseconds = intervalMilliseconds
    self.lingerMilliseconds = lingerMilliseconds
    self.pauseAfterCommitMilliseconds = pauseAfterCommitMilliseconds
    self.endTimeoutMilliseconds = endTimeoutMilliseconds
  }
}
