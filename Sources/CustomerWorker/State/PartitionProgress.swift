/// Which partitions of the command topic a lane has, and its progress in each.
///
/// The lane tracks offsets itself: librdkafka's own position runs ahead of what the lane was given (librdkafka #4208, in
/// 2.0.2).
package struct PartitionProgress: Sendable {
  private struct Partition {
    var isAssigned = false
    /// The offset after the last processed record; nil before the first one after an assignment without a position.
    var next: Int64?
    /// The first offset of the open transaction.
    var first: Int64?
  }

  /// Indexed by partition number.
  private var partitions: [Partition] = []
  /// The partitions with a first offset, in the order of their first record.
  private var touched: [Int32] = []

  var isEmpty: Bool { !partitions.contains { $0.isAssigned } }

  var assignedPartitions: [Int32] {
    partitions.indices.filter { partitions[$0].isAssigned }.map { Int32($0) }
  }

  /// The offset after the last processed record of each partition that the transaction touched.
  var offsetsToCommit: [PartitionOffset] {
    touched.compactMap { partition in
      partitions[Int(partition)].next.map { PartitionOffset(partition: partition, offset: $0) }
    }
  }

  /// The first offset of the transaction in each partition that it touched.
  var rewindOffsets: [PartitionOffset] {
    touched.compactMap { partition in
      partitions[Int(partition)].first.map { PartitionOffset(partition: partition, offset: $0) }
    }
  }

  /// Where an assigned partition goes on; nil where that is not known.
  package func next(_ partition: Int32) -> Int64? {
    isAssigned(partition) ? partitions[Int(partition)].next : nil
  }

  func isAssigned(_ partition: Int32) -> Bool {
    partition >= 0 && Int(partition) < partitions.count && partitions[Int(partition)].isAssigned
  }

  /// Whether the record is of an assigned partition and not before its next offset.
  func isExpected(_ position: PartitionOffset) -> Bool {
    let index = Int(position.partition)
    guard index >= 0, index < partitions.count, partitions[index].isAssigned else { return false }
    guard let next = partitions[index].next else { return true }
    return position.offset >= next
  }

  /// Makes the record part of the transaction.
  mutating func advance(past position: PartitionOffset) {
    let index = Int(position.partition)
    if partitions[index].first == nil {
      partitions[index].first = position.offset
      touched.append(position.partition)
    }
    partitions[index].next = position.offset + 1
  }

  /// Goes on at a later offset: there is no command before it.
  mutating func skip(to position: PartitionOffset) {
    guard isAssigned(position.partition), let next = partitions[Int(position.partition)].next else { return }
    partitions[Int(position.partition)].next = max(next, position.offset)
  }

  /// Forgets what the transaction has touched, and keeps each partition's next offset.
  mutating func clearTransaction() {
    for partition in touched { partitions[Int(partition)].first = nil }
    touched.removeAll(keepingCapacity: true)
  }

  /// Goes on at these offsets, and forgets what the transaction had touched in their partitions.
  mutating func resume(at offsets: [PartitionOffset]) {
    for offset in offsets where isAssigned(offset.partition) {
      partitions[Int(offset.partition)].next = offset.offset
      partitions[Int(offset.partition)].first = nil
    }
    touched.removeAll { partitions[Int($0)].first == nil }
  }

  /// Replaces the assignment by exactly these partitions, none of them started.
  mutating func assign(_ numbers: [Int32]) {
    clearTransaction()
    partitions = Array(repeating: Partition(), count: (numbers.max().map { Int($0) + 1 }) ?? 0)
    for number in numbers { partitions[Int(number)].isAssigned = true }
  }
}
