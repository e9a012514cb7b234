/// One partition of the command topic, as the lane that owns it sees it.
public struct PartitionStatus: Sendable, Equatable {
  /// Why the group's consumer does not read the partition for now.
  public enum Block: Sendable, Equatable {
    /// A batch that the group's consumer cannot decompress is being read by the side consumer, or rejected.
    case readAside
    /// A batch failed its checksum, and is read again after a wait.
    case corrupt
    /// Nothing of it is read until somebody changes a setting or the topic.
    case held

    /// Whether it waits for something outside the worker.
    public var isHeld: Bool { self != .readAside }
  }

  public var partition: Int32
  /// The offset after the last processed command; nil while it is not known where the lane starts.
  public var next: Int64?
  /// nil: it is read as usual.
  public var block: Block?
  /// Since when it has been blocked, on the monotonic clock.
  public var blockedSince: Int64?
  /// When the group assigned it, on the monotonic clock.
  public let assignedAt: Int64
  /// When it was assigned, or last moved on by a commit, on the monotonic clock.
  public var movedAt: Int64
  /// Since when it has had commands that were taken up and are in no committed transaction, on the monotonic clock; nil: it
  /// has none.
  public var uncommittedSince: Int64?
  /// When the lane last committed commands of it, in milliseconds since 1970; nil: not since it was assigned.
  public var committedTimestamp: Int64?
  /// The timestamp of its first command in the open transaction, in milliseconds since 1970; nil: there is none.
  public var firstTimestamp: Int64?
  /// What librdkafka last said of it; nil: nothing since it was assigned.
  public var numbers: PartitionNumbers?

  public init(_ partition: Int32, assignedAt: Int64) {
    self.partition = partition
    self.assignedAt = assignedAt
    movedAt = assignedAt
  }
}

extension PartitionStatus {
  /// Whether librdkafka's numbers are good enough to be shown.
  public func isFresh(now: Int64) -> Bool {
    numbers?.isFresh(now: now) ?? false
  }

  /// How many committed commands have no result yet; nil while that is not known.
  public func waitingRecords(now: Int64) -> Int64? {
    guard let numbers, numbers.isFresh(now: now) else { return nil }
    return numbers.waiting(next: next)
  }

  /// How long the oldest command without a committed result has waited, in milliseconds; nil while that is not known.
  ///
  /// - Parameter timestamp: the time of day, in milliseconds since 1970.
  public func waitingMilliseconds(now: Int64, timestamp: Int64) -> Int64? {
    if let firstTimestamp { return max(0, timestamp - firstTimestamp) }
    guard let waiting = waitingRecords(now: now), let numbers else { return nil }
    return waiting == 0 ? 0 : numbers.waitingSince.map { max(0, now - $0) } ?? 0
  }

  /// How long one open transaction has held back the last stable offset, in milliseconds; nil while that is not known.
  public func unstableMilliseconds(now: Int64) -> Int64? {
    guard let numbers, numbers.isFresh(now: now) else { return nil }
    return numbers.unstableSince.map { max(0, now - $0) } ?? 0
  }
}
