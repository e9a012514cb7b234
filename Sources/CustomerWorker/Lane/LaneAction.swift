/// What a lane does next.
enum LaneAction: Equatable, Sendable {
  /// Waits for one record or event of the consumer.
  case poll(milliseconds: Int64)
  /// Waits, doing nothing.
  case wait(milliseconds: Int64)
  /// Adds the offsets after the processed commands to the transaction.
  case sendOffsets([Position])
  case commit
  case abort
  /// Destroys the producer and makes a new one with the same `transactional.id`: a new epoch.
  case renewProducer(isIsolating: Bool)
  /// Asks the group's coordinator whether this member's generation still holds.
  case confirmMembership
  /// Finds where to start in each of these partitions, commits it where nothing is committed, and starts there.
  case place([Int32])
  case seek([Position])
  /// Seeks to the group's committed offsets; where there is none, to the offsets given.
  case seekToCommitted([Position])
  /// Asks the group's coordinator whether another process has joined under this one's `kafka.instanceId`.
  case findSuccessor
  /// Destroys the consumer, which leaves no group, and makes a new one that joins.
  case renewConsumer
  /// Asks whether every partition of the command topic is somebody's.
  case surveyOwnership
  /// Subscribes again as the same member, so that the group shares the partitions out anew.
  case joinAgain
  /// Gives up the assignment, which the group waits for.
  case unassign
  case stop(LaneEnd)
}
