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

  package enum Block: Equatable, Sendable {
    /// The side consumer reads it, or will when its turn comes.
    case aside(AsideStage)
    /// A batch failed its checksum: the partition is read again from its next offset when the wait is over.
    case corrupt(retryAt: Int64)
    /// Held until somebody changes the settings or the topic; the partition's next offset is that of the trouble.
    case held
  }

  package enum AsideStage: Equatable, Sendable {
    /// The side consumer must be set to the partition's next offset.
    case starting
    /// The side consumer delivers records; how many since it was set.
    case reading(records: Int)
    /// The side consumer cannot decompress the batch at this offset either: the batch's end must be found out.
    case measuring(base: Int64)
    case searching(BatchEndSearch)
    /// Every offset from the partition's next one to before `end` gets a result without a command.
    case rejecting(end: Int64)
    /// The group's consumer goes on from the partition's next offset.
    case finished
  }

  /// After so many records the group's consumer is tried again: what it cannot read is usually one batch.
  static let recordsAside = 10_000
  private static let firstWaitMilliseconds: Int64 = 1_000
  private static let longestWaitMilliseconds: Int64 = 30_000

  let policy: Policy
  private var blocks: [Int32: Block] = [:]
  /// The partitions that the group's consumer still fetches.
  private var unpaused: Set<Int32> = []
  /// The last wait of each partition whose batch failed its checksum.
  private var waits: [Int32: Int64] = [:]
  /// When the side consumer is asked again after a failure.
  private(set) var asideResumesAt: Int64 = .min

  init(policy: Policy) {
    self.policy = policy
  }

  var isEmpty: Bool { blocks.isEmpty }

  package subscript(partition: Int32) -> Block? { blocks.isEmpty ? nil : blocks[partition] }

  /// The partition whose turn it is with the side consumer.
  var aside: (partition: Int32, stage: AsideStage)? {
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

  // MARK: Events

  /// The group's consumer cannot decompress a batch of the partition.
  mutating func undecodable(_ partition: Int32) {
    block(partition, .aside(.starting))
  }

  /// A batch of the partition failed its checksum.
  mutating func corrupt(_ partition: Int32, now: Int64) {
    guard !policy.rejectsCorrupt else { return block(partition, .aside(.starting)) }
    let wait = min(waits[partition].map { $0 * 2 } ?? Self.firstWaitMilliseconds, Self.longestWaitMilliseconds)
    waits[partition] = wait
    block(partition, .corrupt(retryAt: now + wait))
  }

  mutating func hold(_ partition: Int32) {
    block(partition, .held)
  }

  mutating func paused() {
    unpaused.removeAll()
  }

  mutating func moveAside(_ partition: Int32, to stage: AsideStage) {
    if case .aside = blocks[partition] { blocks[partition] = .aside(stage) }
  }

  /// The side consumer failed: it starts again at `time`.
  mutating func asideFailed(_ partition: Int32, retryAt time: Int64) {
    asideResumesAt = time
    moveAside(partition, to: .starting)
  }

  /// Records that the side consumer brought may have been rolled back: it starts again at the partition's next offset.
  mutating func rewound() {
    for partition in blocks.keys { moveAside(partition, to: .starting) }
  }

  /// The group's consumer reads the partition again.
  mutating func resumed(_ partition: Int32) {
    blocks[partition] = nil
    unpaused.remove(partition)
  }

  /// A record of the partition was read: its checksums are right again.
  mutating func recordRead(_ partition: Int32) {
    if !waits.isEmpty { waits[partition] = nil }
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

  private mutating func block(_ partition: Int32, _ block: Block) {
    if blocks[partition] == nil { unpaused.insert(partition) }
    blocks[partition] = block
  }
}
