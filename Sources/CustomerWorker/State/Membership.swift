/// The standing of a lane's consumer in its group.
package enum Membership: Equatable, Sendable {
  /// The consumer has not asked to join.
  case notJoined
  /// Every partition it was assigned, if any, is being read.
  case settled
  /// These partitions are not being read; the others are.
  case partlyPositioned([Unpositioned])
  /// The group assigned these partitions, perhaps none, and waits for the consumer's `assign`.
  case assigned([Int32])
  /// The group took the partitions back and waits for the consumer's `unassign`.
  case revoked
  /// A static member was suspended past its session, or its instance was fenced: another process may have its name. Joining
  /// again would fence that one, so the coordinator is asked first.
  case maybeReplaced(unansweredSince: Int64?)
  /// A new consumer must join: the old one's commit may arrive late, or it is a static member whose session has ended while
  /// nobody else has its name. (The old one sends heartbeats without a member id from
  /// the end of its session on, and while the coordinator still knows the instance its answer is fatal.)
  case needsConsumer
}
