/// A transaction that ended without an answer: the committed offsets, read back, say whether it was committed.
struct UnsettledTransaction: Sendable {
  let account: TransactionAccount
  /// The offset after its last command in each of its partitions.
  let ends: [PartitionOffset]
  /// When the committed offsets were read back and said that it was committed; nil: not yet.
  ///
  /// Only while the lane stays a member does that prove anything: another member may have decided the same commands.
  var seenCommittedAt: Int64?

  /// Whether it was committed.
  ///
  /// - Parameter offsets: the group's committed offsets, while nobody else has the partitions.
  func isCommitted(by offsets: [Int32: Int64?]) -> Bool {
    ends.allSatisfy { end in (offsets[end.partition] ?? nil).map { $0 >= end.offset } ?? false }
  }
}
