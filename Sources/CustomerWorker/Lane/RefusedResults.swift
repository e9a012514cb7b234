/// The search for the results that the broker refuses for their size, whatever its topics' settings say.
///
/// The broker refuses whole batches. So the transaction is tried again with one record a batch; each record refused then
/// gets the smallest result; and when that is refused as well there is nothing left to try.
struct RefusedResults: Sendable {
  /// Few, since each find undoes the transaction.
  static let recordsWhileIsolating = 500

  /// One record a batch.
  private(set) var isIsolating = false
  private var positions: Set<Position> = []
  private var hasProgress = false

  func contains(_ position: Position) -> Bool {
    !positions.isEmpty && positions.contains(position)
  }

  /// Returns a position whose smallest result was refused.
  mutating func refused(_ refused: [Position], areKnown: Bool) -> Position? {
    if areKnown || isIsolating {
      if let hopeless = refused.first(where: { positions.contains($0) }) { return hopeless }
      positions.formUnion(refused)
    } else {
      isIsolating = true
    }
    hasProgress = true
    return nil
  }

  /// Whether something was learned since the last call: the next try is another one, and need not wait.
  mutating func takeProgress() -> Bool {
    defer { hasProgress = false }
    return hasProgress
  }

  /// The transaction is committed: what lies behind `progress` is forgotten.
  mutating func committed(_ progress: PartitionProgress) {
    isIsolating = false
    if !positions.isEmpty { positions = positions.filter { progress.expects($0) } }
  }
}
