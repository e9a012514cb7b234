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
  var isLost = false
  var events: [Event] = []
  /// By partition; nil is not assigned.
  var positions: [Int64?] = []
  /// Records are handed out again only after `assign` and `seek`.
  var isUnreadable: [Bool] = []
  var paused: Set<Int32> = []
  var closedConnections = 0
  /// Revoked or lost, and not answered yet: no records come.
  var isRevocationDue = false

  mutating func grow(to count: Int) {
    while positions.count < count {
      positions.append(nil)
      isUnreadable.append(false)
    }
  }

  /// Reads from these offsets and nothing else.
  mutating func read(_ offsets: [PartitionOffset]) {
    for index in positions.indices {
      positions[index] = nil
      isUnreadable[index] = false
    }
    paused.removeAll()
    for offset in offsets { positions[Int(offset.partition)] = offset.offset }
  }
}
