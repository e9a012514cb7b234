/// The start of a lane in a partition that it was assigned, or whose log no longer has the expected offset.
enum StartOffset: Equatable, Sendable {
  /// The group's committed offset.
  case committed(Int64)
  /// The oldest record: nothing is committed. Never the newest, or a new partition's first commands would be lost.
  case earliest(Int64)
  /// The oldest record, because the log no longer has the committed offset.
  case afterDataLoss(Int64, lost: Int64)

  var offset: Int64 {
    switch self {
    case .committed(let offset), .earliest(let offset), .afterDataLoss(let offset, _): offset
    }
  }

  /// Chooses the start between the two ends of the log.
  ///
  /// - Parameter committed: nil when the group has committed nothing.
  init(committed: Int64?, low: Int64, high: Int64) {
    guard let committed else {
      self = .earliest(low)
      return
    }
    // Within the log the offset is good, whatever the consumer reported.
    self =
      (low...max(low, high)).contains(committed)
      ? .committed(committed) : .afterDataLoss(low, lost: max(0, low - committed))
  }
}
