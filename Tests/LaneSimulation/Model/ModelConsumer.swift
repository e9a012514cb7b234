internal import CustomerWorker

/// What librdkafka's consumer knows.
struct ModelConsumer {
  enum Event {
    case assigned([Int32])
    case revoked(isLost: Bool)
    case fencedInstance
  }

  var member: Int?
  var generation = -1
  var mustJoin = false
  /// The lane was given an assignment under this member id, so that it knows the id.
  var isAssigned = false
  var isLost = false
  /// Its last member id, by which the coordinator may still know it.
  var lastMember: Int?
  /// Its instance was fenced: the library takes no call of it any more.
  var isFatal = false
  /// The lane was told that its partitions are others' already.
  var hasHeardOfLoss = false
  var events: [Event] = []
  /// By partition; nil is not assigned.
  var positions: [Int64?] = []
  /// Records are handed out again only after `assign` and `seek`.
  var isUnreadable: [Bool] = []
  var paused: Set<Int32> = []
  var closedConnections = 0
  /// Revoked or lost, and not answered yet: no records come.
  var isRevocationDue = false
  /// Records that were fetched before the partitions were given up, and wait in the library's queue.
  var leftBehind: [PartitionOffset] = []

  mutating func grow(to count: Int) {
    while positions.count < count {
      positions.append(nil)
      isUnreadable.append(false)
    }
  }

  /// Gives up all partitions; a record of each may still be handed out until the next `assign`.
  mutating func giveUp() {
    let left = positions.indices.compactMap { index in
      positions[index].map { PartitionOffset(partition: Int32(index), offset: $0) }
    }
    read([])
    leftBehind = left
  }

  /// Reads from these offsets and nothing else.
  mutating func read(_ offsets: [PartitionOffset]) {
    leftBehind.removeAll(keepingCapacity: true)
    for index in positions.indices {
      positions[index] = nil
      isUnreadable[index] = false
    }
    paused.removeAll()
    for offset in offsets { positions[Int(offset.partition)] = offset.offset }
  }
}
