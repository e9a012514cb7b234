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
  /// An offset was committed outside a transaction and its request may arrive again: the lane joins again, so that it
  /// belongs to an earlier generation by then.
  case mustRejoin(isAsked: Bool)
  /// The group took the partitions back and waits for the consumer's `unassign`.
  case revoked
  /// A static member was suspended past its session, or its instance was fenced: another process may have its name. Joining
  /// again would fence that one, so the coordinator is asked first.
  case maybeReplaced(unansweredSince: Int64?)
  /// Nobody else has the name, and a new consumer must join with it. (The old one sends heartbeats without a member id from
  /// the end of its session on, and while the coordinator still knows the instance its answer is fatal.)
  case needsConsumer
}
