/// A consumer group with the eager protocol: on each change every member gives up its partitions, joins again, and the
/// next generation shares them out anew.
struct ModelGroup {
  struct Member {
    var id: Int
    /// Has given up its partitions and waits for the next generation.
    var hasJoined: Bool
    var partitions: [Int32] = []
  }

  private(set) var members: [Member] = []
  private(set) var generation = 0
  private(set) var isRebalancing = false
  private var lastID = 0

  func index(of id: Int) -> Int? { members.firstIndex { $0.id == id } }

  /// While the group is rebalancing the old generation still counts.
  func accepts(member: Int, generation: Int) -> Bool {
    generation == self.generation && index(of: member) != nil
  }

  mutating func join() -> Int {
    lastID += 1
    members.append(Member(id: lastID, hasJoined: true))
    isRebalancing = true
    return lastID
  }

  mutating func rejoin(_ id: Int) {
    guard let index = index(of: id) else { return }
    members[index].hasJoined = true
    members[index].partitions = []
    isRebalancing = true
  }

  /// Left, or its session or the rebalance timed out.
  mutating func remove(_ id: Int) {
    guard let index = index(of: id) else { return }
    members.remove(at: index)
    isRebalancing = true
  }

  mutating func rebalance() { isRebalancing = true }

  /// Once all members have joined again.
  mutating func completeRebalance(partitions: Int, first: Int) {
    guard isRebalancing, !members.isEmpty, members.allSatisfy(\.hasJoined) else { return }
    generation += 1
    isRebalancing = false
    for index in members.indices {
      members[index].hasJoined = false
      members[index].partitions = []
    }
    for partition in 0..<partitions {
      members[(first + partition) % members.count].partitions.append(Int32(partition))
    }
  }
}
