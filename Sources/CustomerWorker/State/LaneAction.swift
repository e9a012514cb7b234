/// The next thing that a lane does.
package enum LaneAction: Equatable, Sendable {
  /// Wait for one record or event of the consumer.
  case poll(milliseconds: Int64)
  /// Wait, doing nothing.
  case wait(milliseconds: Int64)

  /// Make the results and the offsets after the processed commands ready for the commit.
  case prepareCommit([PartitionOffset])
  case commit([PartitionOffset])
  case abort
  /// Give up results that cannot be taken back, in a lane without transactions.
  case discardResults

  /// Destroy the producer and make a new one with the same `transactional.id`: a new epoch.
  case recreateProducer(isIsolating: Bool)
  case joinGroup
  /// Ask the group's coordinator whether this member's generation still holds.
  case confirmMembership([Int32])
  /// Find where to start in some partitions, commit it where nothing is committed, and assign them beside the others.
  case assignOffsets(start: [Unpositioned], resume: [PartitionOffset])
  case seek([PartitionOffset])
  /// Seek to the group's committed offsets; where there is none, to the offsets given.
  case seekToCommitted([PartitionOffset])
  /// Ask the group's coordinator whether another process has joined under this one's `kafka.instanceId`.
  case findReplacement
  /// Destroy the consumer, which leaves no group, and make a new one that joins.
  case recreateConsumer
  /// Ask whether the group's offsets and the command topic may be read.
  case checkRights
  /// Ask whether every partition of the command topic is assigned to some member.
  case checkUnassignedPartitions
  /// Subscribe again as the same member, so that the group distributes the partitions again.
  case resubscribe
  /// Have the group's consumer fetch nothing more of these partitions.
  case pause([Int32])
  /// Have the group's consumer go on from here, in a partition that was paused.
  case resume(PartitionOffset)
  /// Set the side consumer to a position; what it held before is dropped.
  case startAside(PartitionOffset)
  /// Wait for records of the side consumer.
  case pollAside(Int32)
  /// Begin to look for the end of a batch that cannot be decompressed.
  case measureBatch(Int32, base: Int64)
  case searchBatchEnd(Int32, BatchEndSearch)
  /// Write a result for each of the offsets, which nobody can read.
  case rejectUndecodable(Int32, Range<Int64>)
  /// Give up the assignment, which the group waits for.
  case unassign
  case stop(StopReason, Departure)
}

/// A partition that the lane was assigned and has not started to read.
package struct Unpositioned: Equatable, Sendable {
  package var partition: Int32
  /// The log does not have the offset where the lane wanted to go on.
  package var isOutOfRange = false
}

/// How a lane leaves the group and its transaction when it stops.
package struct Departure: Equatable, Sendable {
  enum Group: Equatable, Sendable {
    case leave
    /// The library waits for the answer to a revocation, and answered it would join again.
    case unassignAndLeave
    /// Another process may have this one's name: leaving would remove that one.
    case vanish
  }

  var group: Group
  /// Readers of the results wait for the end of an open transaction.
  var abortsTransaction: Bool
}
