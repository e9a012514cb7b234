/// Which partitions of the command topic a lane owns, and how far it has come in each.
///
/// The lane tracks offsets itself: librdkafka's own position runs ahead of what the lane was given (2.0.2, #4208).
struct PartitionProgress: Sendable {
  private struct Partition {
    var isOwned = false
    /// The offset after the last processed record; nil before the first one after an assignment without a position.
    var next: Int64?
    /// The first offset of the open transaction.
    var first: Int64?
  }

  /// Indexed by partition number.
  private var partitions: [Partition] = []
  /// Partitions with a first offset, in the order of their first record.
  private var touched: [Int32] = []

  var ownsNothing: Bool { !partitions.contains { $0.isOwned } }

  var owned: [Int32] {
    partitions.indices.filter { partitions[$0].isOwned }.map { Int32($0) }
  }

  /// The offsets to commit: after the last processed record of each partition that the transaction touched.
  var touchedPositions: [Position] {
    touched.compactMap { partition in
      partitions[Int(partition)].next.map { Position(partition: partition, offset: $0) }
    }
  }

  /// The offsets to go back to when the transaction is undone.
  var firstPositions: [Position] {
    touched.compactMap { partition in
      partitions[Int(partition)].first.map { Position(partition: partition, offset: $0) }
    }
  }

  /// Where each owned partition goes on; nil where it is not known.
  func next(_ partition: Int32) -> Int64? {
    owns(partition) ? partitions[Int(partition)].next : nil
  }

  func owns(_ partition: Int32) -> Bool {
    partition >= 0 && Int(partition) < partitions.count && partitions[Int(partition)].isOwned
  }

  func expects(_ position: Position) -> Bool {
    let index = Int(position.partition)
    guard index >= 0, index < partitions.count, partitions[index].isOwned else { return false }
    guard let next = partitions[index].next else { return true }
    return position.offset >= next
  }

  /// The record at `position` belongs to the transaction.
  mutating func note(_ position: Position) {
    let index = Int(position.partition)
    if partitions[index].first == nil {
      partitions[index].first = position.offset
      touched.append(position.partition)
    }
    partitions[index].next = position.offset + 1
  }

  mutating func forgetFirstOffsets() {
    for partition in touched { partitions[Int(partition)].first = nil }
    touched.removeAll(keepingCapacity: true)
  }

  /// Goes on at `positions`; what the undone transaction had touched in them is forgotten.
  mutating func restart(at positions: [Position]) {
    for position in positions where owns(position.partition) {
      partitions[Int(position.partition)].next = position.offset
      partitions[Int(position.partition)].first = nil
    }
    touched.removeAll { partitions[Int($0)].first == nil }
  }

  /// The assignment is now exactly these partitions, none of them started.
  mutating func own(_ numbers: [Int32]) {
    forgetFirstOffsets()
    partitions = Array(repeating: Partition(), count: (numbers.max().map { Int($0) + 1 }) ?? 0)
    for number in numbers { partitions[Int(number)].isOwned = true }
  }
}
