/// What librdkafka's statistics say of a partition: numbers of one event, and since when they say it.
///
/// Times are milliseconds of the monotonic clock.
public struct PartitionNumbers: Sendable, Equatable {
  /// Statistics come every 5 s; older ones say nothing of now.
  static let freshMilliseconds: Int64 = 15_000

  /// The offset of the first record that is not committed yet: records before it can be read.
  public var lastStableOffset: Int64
  /// The offset after the last record, committed or not.
  public var highOffset: Int64
  /// The offset after the last record that the lane was given, or after the control records behind that.
  public var appOffset: Int64
  /// When the event was made.
  public var at: Int64
  /// When the last event was made at which its broker was connected and had lately sent something; nil: none was.
  public var freshAt: Int64?
  /// Since when commands wait that are still waiting; nil: none do.
  public var waitingSince: Int64?
  /// The last stable offset at that time: a lane that goes on behind it has answered all of them.
  public var waitingUntil: Int64 = 0
  /// Since when the last stable offset has not moved while records lie behind it; nil: it moves, or nothing does.
  public var unstableSince: Int64?

  public init(
    lastStableOffset: Int64, highOffset: Int64, appOffset: Int64, at time: Int64, freshAt: Int64?,
    waitingSince: Int64? = nil, unstableSince: Int64? = nil
  ) {
    self.lastStableOffset = lastStableOffset
    self.highOffset = highOffset
    self.appOffset = appOffset
    at = time
    self.freshAt = freshAt
    self.waitingSince = waitingSince
    self.unstableSince = unstableSince
  }

  /// Whether the numbers may be shown as those of now.
  func isFresh(now: Int64) -> Bool {
    freshAt == at && now - at < Self.freshMilliseconds
  }

  /// How many committed commands wait, for a lane that goes on at `next`.
  func waiting(next: Int64?) -> Int64 {
    max(0, lastStableOffset - max(next ?? 0, appOffset))
  }
}
