/// The search for results that the broker refuses for their size, whatever its topics' settings say.
///
/// The broker refuses whole batches. So the transaction is repeated with one record a batch (the lane is *isolating*); each
/// record that is refused then gets the smallest result; and when that is refused too there is nothing left to try.
struct OversizedResults: Equatable, Sendable {
  /// Few, since each find rolls the transaction back.
  static let recordsWhileIsolating = 500

  /// Whether each batch must hold one record.
  private(set) var isIsolating = false
  private var positions: Set<PartitionOffset> = []
  private var hasNewFindings = false

  func contains(_ position: PartitionOffset) -> Bool {
    !positions.isEmpty && positions.contains(position)
  }

  /// Records commands whose results were refused, and returns one whose smallest result was refused.
  ///
  /// - Parameter areKnown: the library refused just these results, no batch was involved.
  mutating func record(_ refused: [PartitionOffset], areKnown: Bool) -> PartitionOffset? {
    if areKnown || isIsolating {
      if let hopeless = refused.first(where: { positions.contains($0) }) { return hopeless }
      positions.formUnion(refused)
    } else {
      isIsolating = true
    }
    hasNewFindings = true
    return nil
  }

  /// Whether something was learned since the last call: the next try differs from the last one and need not wait.
  mutating func takeNewFindings() -> Bool {
    defer { hasNewFindings = false }
    return hasNewFindings
  }

  /// The transaction is committed: forgets what lies behind `progress`.
  mutating func committed(_ progress: PartitionProgress) {
    isIsolating = false
    if !positions.isEmpty { positions = positions.filter { progress.isExpected($0) } }
  }
}
