@testable import CustomerWorker

extension LaneLife {
  static let testBounds = TransactionBounds(
    records: 3, bytes: 100, intervalMilliseconds: 100, lingerMilliseconds: 5)

  /// Not started yet: no producer, no partitions.
  static func fresh(
    startDeadline: Int64? = nil, patienceMilliseconds: Int64? = nil, bounds: TransactionBounds = testBounds,
    hasInstanceID: Bool = false
  ) -> LaneLife {
    LaneLife(
      bounds: bounds,
      refusals: ClusterRefusals(startDeadline: startDeadline, patienceMilliseconds: patienceMilliseconds),
      hasInstanceID: hasInstanceID)
  }

  /// With a producer, and these partitions from offset 0 on.
  static func started(
    _ partitions: Int32..., bounds: TransactionBounds = testBounds, hasInstanceID: Bool = false
  ) -> LaneLife {
    var life = fresh(bounds: bounds, hasInstanceID: hasInstanceID)
    life.producerRenewed(.done, now: 0)
    life.assigned(partitions)
    life.placed(partitions.map { Position(partition: $0, offset: 0) })
    return life
  }

  /// Takes a record as the lane does: admits it, begins if need be, decides it: one result.
  mutating func take(_ partition: Int32, _ offset: Int64, now: Int64 = 0, bytes: Int = 10) {
    let position = Position(partition: partition, offset: offset)
    polled(nothing: false)
    guard admits(position) else { return }
    if mustBegin { began(.done, now: now, for: position) }
    decided(position, records: 1, bytes: bytes)
  }

  /// Ends the open transaction with a commit.
  mutating func commit(now: Int64) {
    polled(nothing: true)
    _ = next(now: now + 5)
    offsetsSent(.done, milliseconds: 1, now: now + 6)
    _ = next(now: now + 6)
    committed(.done, milliseconds: 1, now: now + 7)
  }

  /// Undoes the open transaction for certain.
  mutating func abort(now: Int64) {
    polled(nothing: true)
    _ = next(now: now + 5)
    offsetsSent(.abortable, milliseconds: 1, now: now + 6)
    aborted(.done, milliseconds: 1, now: now + 7)
  }
}

func at(_ partition: Int32, _ offset: Int64) -> Position {
  Position(partition: partition, offset: offset)
}
