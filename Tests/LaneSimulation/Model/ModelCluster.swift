internal import CustomerWorker

/// A small model of Kafka: the partitions of one command topic and its results, one consumer group, and the transaction
/// coordinator. It checks the promise and says what broke it.
///
/// A producer is known by its `transactional.id`, here a number, and its epoch. A transaction ends at once, results and
/// offsets together, as a reader with `read_committed` and `require_stable` sees it.
struct ModelCluster {
  struct Partition {
    /// Commands have the offsets from `low` to before `high`.
    var low: Int64 = 0
    var high: Int64 = 0
    /// Offsets that hold no command: those of aborted transactions and of their markers.
    var holes: Set<Int64> = []
    /// Batches that not everybody can read, in ascending order.
    var badBatches: [BadBatch] = []
    /// Nothing committed: nil.
    var committed: Int64?
    /// Results written, of any outcome.
    var written = 0
    /// The index in the log after the last result that is visible.
    var visibleEnd = 0
    /// Commands that were deleted before they were answered.
    var lost: Int64 = 0
    /// At least once: the commands with a result in the log.
    var answered: Set<Int64> = []

    /// The offset of the first command from an offset on, or the end of the log.
    func command(from offset: Int64) -> Int64 {
      var offset = offset
      while holes.contains(offset) { offset += 1 }
      return offset
    }
  }

  struct BadBatch {
    enum Kind {
      /// The side consumer can decompress it.
      case large
      /// Nobody can.
      case undecodable
      /// Its checksum is wrong until its leader moves.
      case corrupt
    }

    var offsets: Range<Int64>
    var kind: Kind
  }

  struct Result {
    var partition: Int
    var offset: Int64
    var index: Int
  }

  struct Transaction {
    enum End { case committed, aborted }

    var epoch: Int32 = 0
    var isOngoing = false
    /// On the schedule's clock.
    var since: Int64 = 0
    /// Counts the transactions, which the coordinator itself does not.
    var number = 0
    var results: [Result] = []
    /// By partition; -1 is none.
    var pendingOffsets: [Int64] = []
    /// How the last transaction of this epoch ended; nil: there was none.
    var lastEnd: End?
    /// By epoch: the results that are visible.
    var visible: [Int32: Int] = [:]
  }

  /// A request that is still on its way when the library has already sent it again.
  struct LateRequest {
    enum Kind {
      case end(Transaction.End)
      case offsets([Int64], member: Int, generation: Int)
      /// Outside any transaction.
      case commit(partition: Int, offset: Int64, member: Int, generation: Int)
    }

    var kind: Kind
    var id: Int
    var epoch: Int32
    var number: Int
  }

  var partitions: [Partition]
  var transactions: [Transaction] = []
  var group = ModelGroup()
  var late: [LateRequest] = []
  var now: Int64 = 0
  var coverage = Coverage()
  /// What broke the promise.
  var violation: String?

  let guarantee: Guarantee

  init(partitions count: Int, guarantee: Guarantee) {
    self.guarantee = guarantee
    partitions = Array(repeating: Partition(), count: count)
  }

  var isAnswered: Bool {
    switch guarantee {
    case .exactlyOnce: partitions.allSatisfy { $0.command(from: $0.committed ?? 0) >= $0.high }
    case .atLeastOnce:
      partitions.allSatisfy { log in
        (log.low..<log.high).allSatisfy { log.answered.contains($0) || log.holes.contains($0) }
      }
    }
  }

  /// A transaction holds offsets of these partitions: `require_stable` says to ask later.
  func isStable(_ partition: Int) -> Bool {
    !transactions.contains { $0.isOngoing && partition < $0.pendingOffsets.count && $0.pendingOffsets[partition] >= 0 }
  }

  /// The batch that the offset is in, if it is a bad one.
  func badBatch(_ partition: Int, _ offset: Int64) -> BadBatch? {
    partitions[partition].badBatches.last { $0.offsets.contains(offset) }
  }

  // MARK: Transactions

  mutating func newID() -> Int {
    transactions.append(Transaction())
    return transactions.count - 1
  }

  /// InitProducerId: ends what is open and bumps the epoch.
  mutating func takeOver(_ id: Int) -> Int32 {
    if transactions[id].isOngoing { end(id, .aborted) }
    transactions[id].epoch += 1
    transactions[id].lastEnd = nil
    return transactions[id].epoch
  }

  /// The coordinator gives up what has been going on for too long.
  mutating func timeOutTransactions() {
    for id in transactions.indices where transactions[id].isOngoing && now - transactions[id].since > 10_000 {
      timeOut(id)
    }
  }

  /// The coordinator gives a transaction up.
  mutating func timeOut(_ id: Int) {
    guard transactions[id].isOngoing else { return }
    coverage.record(.coordinatorTimedOut)
    _ = takeOver(id)
  }

  /// False: fenced.
  mutating func write(_ partition: Int, _ offset: Int64, id: Int, epoch: Int32) -> Bool {
    guard transactions[id].epoch == epoch else { return false }
    start(id)
    transactions[id].results.append(Result(partition: partition, offset: offset, index: partitions[partition].written))
    partitions[partition].written += 1
    return true
  }

  enum OffsetsAnswer { case done, notMember, fenced }

  mutating func addOffsets(_ offsets: [Int64], member: Int, generation: Int, id: Int, epoch: Int32) -> OffsetsAnswer {
    guard transactions[id].epoch == epoch else { return .fenced }
    start(id)
    // Without a member id and a generation the group takes offsets unchecked, as those of a consumer in no group.
    let isUnchecked = member < 0 && generation < 0
    guard isUnchecked || group.accepts(member: member, generation: generation) else {
      coverage.record(.notMember)
      return .notMember
    }
    while transactions[id].pendingOffsets.count < offsets.count { transactions[id].pendingOffsets.append(-1) }
    for index in offsets.indices where offsets[index] >= 0 { transactions[id].pendingOffsets[index] = offsets[index] }
    return .done
  }

  enum EndAnswer { case done, invalidState, fenced }

  /// EndTxn as a broker before KIP-890 takes it: the epoch alone tells one transaction from another.
  mutating func endTransaction(_ how: Transaction.End, id: Int, epoch: Int32) -> EndAnswer {
    guard transactions[id].epoch == epoch else { return .fenced }
    guard transactions[id].isOngoing else { return transactions[id].lastEnd == how ? .done : .invalidState }
    end(id, how)
    return .done
  }

  mutating func deliverLate(_ index: Int) {
    let request = late.remove(at: index)
    if case .commit(let partition, let offset, let member, let generation) = request.kind {
      if !commit(partition, offset, member: member, generation: generation) { coverage.record(.lateCommitRefused) }
      return
    }
    // Since Kafka 3.8 the group asks the coordinator as well whether such a transaction is going on.
    guard transactions[request.id].epoch == request.epoch, transactions[request.id].isOngoing else {
      return coverage.record(.lateRequestIgnored)
    }
    if transactions[request.id].number != request.number {
      violation = "a late \(request.kind) counts for a later transaction"
    }
    switch request.kind {
    case .end(let how): end(request.id, how)
    case .commit: break
    case .offsets(let offsets, let member, let generation):
      _ = addOffsets(offsets, member: member, generation: generation, id: request.id, epoch: request.epoch)
    }
  }

  private mutating func start(_ id: Int) {
    guard !transactions[id].isOngoing else { return }
    transactions[id].isOngoing = true
    transactions[id].since = now
    transactions[id].number += 1
    transactions[id].lastEnd = nil
  }

  private mutating func end(_ id: Int, _ how: Transaction.End) {
    coverage.record(how == .committed ? .committed : .aborted)
    if how == .committed { publish(id) }
    transactions[id].isOngoing = false
    transactions[id].results.removeAll(keepingCapacity: true)
    transactions[id].pendingOffsets.removeAll(keepingCapacity: true)
    transactions[id].lastEnd = how
  }

  /// The promise: a partition's visible results and its committed offset move on together, from where they stood, without
  /// a gap but for what was deleted, and in the order of the log.
  private mutating func publish(_ id: Int) {
    transactions[id].visible[transactions[id].epoch, default: 0] += transactions[id].results.count
    for result in transactions[id].results {
      var partition = partitions[result.partition]
      let expected = partition.command(from: partition.committed ?? 0)
      if partition.holes.contains(result.offset) {
        violation = "offset \(result.offset) of partition \(result.partition) is answered and holds no command"
      }
      if result.offset < expected {
        violation = "offset \(result.offset) of partition \(result.partition) is answered twice"
      }
      if result.offset > expected, result.offset > partition.command(from: partition.low) {
        violation = "offsets \(expected)..<\(result.offset) of partition \(result.partition) are skipped"
      }
      if result.index < partition.visibleEnd { violation = "results of partition \(result.partition) are out of order" }
      partition.lost += max(0, result.offset - expected)
      partition.visibleEnd = result.index + 1
      partition.committed = result.offset + 1
      partitions[result.partition] = partition
    }
    let pending = transactions[id].pendingOffsets
    for index in partitions.indices where transactions[id].results.contains(where: { $0.partition == index }) {
      if index >= pending.count || !isCommitted(pending[index], index) {
        violation = "results of partition \(index) are visible and their offsets are not committed"
      }
    }
    for index in pending.indices where pending[index] >= 0 {
      if !isCommitted(pending[index], index) {
        violation = "offset \(pending[index]) of partition \(index) is committed and has no visible results"
      }
      partitions[index].committed = max(pending[index], partitions[index].committed ?? 0)
    }
  }

  /// Whether an offset is committed, or only offsets without a command are between it and the one that is.
  private func isCommitted(_ offset: Int64, _ partition: Int) -> Bool {
    guard let committed = partitions[partition].committed, offset >= committed else { return false }
    return partitions[partition].command(from: committed) >= offset
  }

  // MARK: The group's offsets

  /// A commit outside any transaction; false: not by a member.
  mutating func commit(_ partition: Int, _ offset: Int64, member: Int, generation: Int) -> Bool {
    guard group.accepts(member: member, generation: generation) else { return false }
    if guarantee == .atLeastOnce { return commitAnswered(partition, offset) }
    let before = partitions[partition].committed ?? 0
    if offset < before { violation = "the start \(offset) of partition \(partition) goes back behind \(before)" }
    if offset > partitions[partition].command(from: before), offset > partitions[partition].low {
      violation = "the start \(offset) of partition \(partition) skips commands from \(before) on"
    }
    partitions[partition].lost += max(0, offset - before)
    if offset > before { coverage.record(.commandsLost) }
    partitions[partition].committed = offset
    return true
  }

  // MARK: At least once

  mutating func writeAnswer(_ partition: Int, _ offset: Int64) {
    if partitions[partition].holes.contains(offset) {
      violation = "offset \(offset) of partition \(partition) is answered and holds no command"
    }
    partitions[partition].answered.insert(offset)
  }

  /// No offset may be committed before the results of all commands before it are written.
  private mutating func commitAnswered(_ partition: Int, _ offset: Int64) -> Bool {
    let before = max(partitions[partition].committed ?? 0, partitions[partition].low)
    // A late commit may move the offset back, so that results come twice, which this guarantee allows.
    let log = partitions[partition]
    if before < offset,
      let lost = (before..<offset).first(where: { !log.answered.contains($0) && !log.holes.contains($0) })
    {
      violation = "offset \(offset) of partition \(partition) is committed and command \(lost) has no result"
    }
    partitions[partition].committed = offset
    return true
  }
}
