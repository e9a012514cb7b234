/// Where a lane starts in a partition that it was given, or that the log has moved away under it.
enum StartPosition: Equatable, Sendable {
  /// At the group's committed offset.
  case committed(Int64)
  /// At the oldest record: nothing is committed. Never at the newest, or a new partition's first commands would be lost.
  case oldest(Int64)
  /// At the oldest record, for the log no longer has the committed offset.
  case afterLoss(Int64, lost: Int64)

  var offset: Int64 {
    switch self {
    case .committed(let offset), .oldest(let offset), .afterLoss(let offset, _): offset
    }
  }

  /// - Parameters:
  ///   - committed: nil when nothing is.
  ///   - low, high: the ends of the log.
  init(committed: Int64?, low: Int64, high: Int64) {
    guard let committed else {
      self = .oldest(low)
      return
    }
    // Within the log the offset is good, whatever the consumer complained of.
    self =
      (low...max(low, high)).contains(committed)
      ? .committed(committed) : .afterLoss(low, lost: max(0, low - committed))
  }
}
