/// The assigned partitions that the group's consumer cannot read on its own, and what is being done about each.
///
/// A leaf of `LaneState`. One partition at a time is read by the side consumer, which holds a whole batch in memory.
package struct BlockedPartitions: Sendable {
  /// What a lane does about a batch that nobody can read, by the settings.
  package struct Policy: Sendable {
    enum Undecodable: Sendable { case reject, hold, stop }

    /// What becomes of the records of a batch that cannot be decompressed.
    var undecodable = Undecodable.reject
    /// Reject the records of a batch that fails its checksum; false: hold the partition and try again.
    var rejectsCorrupt = false

    package init() {}
  }

  /// After so many records the group's consumer is tried again: what it cannot read is usually one batch.
  private static let recordsAside = 10_000
  private static let firstWaitMilliseconds: Int64 = 1_000
  private static let longestWaitMilliseconds: Int64 = 30_000
  /// How long the side consumer is left alone after a failure.
  private static let asideRetryMilliseconds: Int64 = 1_000

  private let policy: Policy
  private var blocks: [Int32: PartitionBlock] = [:]
  /// The partitions that the group's consumer still fetches.
  private var unpaused: Set<Int32> = []
  /// The last wait of each partition whose batch failed its checksum.
  private var waits: [Int32: Int64] = [:]
  /// When the side consumer is asked again after a failure.
  private var asideResumesAt: Int64 = .min
  /// The group's consumer was polled since the side consumer was.
  private(set) var isAsideTurn = false

  init(policy: Policy) {
    self.policy = policy
  }

  var isEmpty: Bool { blocks.isEmpty }

  package subscript(partition: Int32) -> PartitionBlock? { blocks.isEmpty ? nil : blocks[partition] }

  /// The partition whose turn it is with the side consumer; nil: there is none, or it failed a moment ago.
  func aside(now: Int64) -> (partition: Int32, stage: AsideStage)? {
    guard now >= asideResumesAt else { return nil }
    let partition = blocks.keys.filter { if case .aside = blocks[$0] { true } else { false } }.min()
    guard let partition, case .aside(let stage) = blocks[partition] else { return nil }
    return (partition, stage)
  }

  /// The partitions that must be paused, in ascending order.
  var toPause: [Int32] { unpaused.sorted() }

  /// A partition whose wait after a bad checksum is over.
  func toRetry(now: Int64) -> Int32? {
    blocks.keys.sorted().first { if case .corrupt(let time) = blocks[$0] { now >= time } else { false } }
  }

  // MARK: What the group's consumer reports

  /// The group's consumer was polled.
  mutating func polled() {
    isAsideTurn = true
  }

  /// The group's consumer cannot decompress a batch of the partition.
  mutating func undecodable(_ partition: Int32) {
    if self[partition] == nil { block(partition, .aside(.starting)) }
  }

  /// A batch of the partition failed its checksum.
  mutating func corrupt(_ partition: Int32, now: Int64) {
    if self[partition] == nil { retryCorrupt(partition, now: now) }
  }

  /// A record of the partition was read: its checksums are right again.
  mutating func recordRead(_ partition: Int32) {
    if !waits.isEmpty { waits[partition] = nil }
  }

  mutating func hold(_ partition: Int32) {
    block(partition, .held)
  }

  mutating func paused() {
    unpaused.removeAll()
  }

  /// The group's consumer reads the partition again.
  mutating func resumed(_ partition: Int32) {
    blocks[partition] = nil
    unpaused.remove(partition)
  }

  /// The group's consumer was assigned its partitions again and reads them all; it reports those that it cannot read.
  ///
  /// A partition that is held stays so: nothing would report lost commands a second time.
  mutating func reassigned() {
    blocks = blocks.filter { $0.value == .held }
    unpaused = Set(blocks.keys)
    waits.removeAll()
  }

  mutating func removeAll() {
    blocks.removeAll()
    unpaused.removeAll()
    waits.removeAll()
  }

  // MARK: What the side consumer reports

  /// The side consumer was set to a partition, or could not be. It reads one at a time: what it read before starts again.
  mutating func asideStarted(_ partition: Int32, _ report: CallReport) {
    for other in blocks.keys { if case .aside(.reading) = blocks[other] { blocks[other] = .aside(.starting) } }
    endTurn(partition, report.isDone ? .reading(records: 0) : nil, now: report.now)
  }

  /// The side consumer was polled; returns why the lane must stop, if it must.
  mutating func polledAside(
    _ partition: Int32, records: Int, _ outcome: AsideOutcome, now: Int64
  ) -> StopReason? {
    isAsideTurn = false
    guard case .aside(.reading(let before)) = blocks[partition] else { return nil }
    switch outcome {
    case .nothing:
      let all = before + records
      moveAside(partition, to: all >= Self.recordsAside ? .finished : .reading(records: all))
    case .end: moveAside(partition, to: .finished)
    case .undecodable(let base):
      switch policy.undecodable {
      case .reject: moveAside(partition, to: .measuring(base: base))
      case .hold: hold(partition)
      case .stop:
        return .commandsLost(
          "the batch at offset \(base) of partition \(partition) cannot be decompressed; kafka.onUndecodable is stop")
      }
    case .corrupt(let base):
      if policy.rejectsCorrupt {
        moveAside(partition, to: .measuring(base: base))
      } else {
        retryCorrupt(partition, now: now)
      }
    case .failed: endTurn(partition, nil, now: now)
    }
    return nil
  }

  /// The batch's end is looked for, and is perhaps known.
  ///
  /// - Parameters:
  ///   - search: nil: there was no answer.
  ///   - next: where the partition goes on.
  mutating func searched(_ partition: Int32, _ search: BatchEndSearch?, next: Int64?, now: Int64) {
    endTurn(partition, search.map { search in search.end.map { .rejecting(end: $0) } ?? .searching(search) }, now: now)
    rejected(partition, next: next)
  }

  /// Offsets of the batch that nobody can read have results, up to where the partition goes on.
  mutating func rejected(_ partition: Int32, next: Int64?) {
    isAsideTurn = false
    guard case .aside(.rejecting(let end)) = blocks[partition], let next, next >= end else { return }
    moveAside(partition, to: .finished)
  }

  /// Records that the side consumer brought may have been rolled back: it starts again at the partition's next offset.
  ///
  /// A partition that is held goes back too: records before its trouble were in the transaction.
  mutating func rewound(_ offsets: [PartitionOffset]) {
    for partition in blocks.keys { moveAside(partition, to: .starting) }
    for offset in offsets where blocks[offset.partition] == .held { blocks[offset.partition] = .aside(.starting) }
  }

  // MARK: Its parts

  private mutating func block(_ partition: Int32, _ block: PartitionBlock) {
    if blocks[partition] == nil { unpaused.insert(partition) }
    blocks[partition] = block
  }

  private mutating func retryCorrupt(_ partition: Int32, now: Int64) {
    guard !policy.rejectsCorrupt else { return block(partition, .aside(.starting)) }
    let wait = min(waits[partition].map { $0 * 2 } ?? Self.firstWaitMilliseconds, Self.longestWaitMilliseconds)
    waits[partition] = wait
    block(partition, .corrupt(retryAt: now + wait))
  }

  private mutating func moveAside(_ partition: Int32, to stage: AsideStage) {
    if case .aside = blocks[partition] { blocks[partition] = .aside(stage) }
  }

  /// Gives the turn to the group's consumer; nil: the side consumer failed, and starts again later.
  private mutating func endTurn(_ partition: Int32, _ stage: AsideStage?, now: Int64) {
    isAsideTurn = false
    if stage == nil { asideResumesAt = now + Self.asideRetryMilliseconds }
    moveAside(partition, to: stage ?? .starting)
  }
}
