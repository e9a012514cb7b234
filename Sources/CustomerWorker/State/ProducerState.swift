/// What a lane's producer is good for.
package enum ProducerState: Equatable, Sendable {
  /// There has been none yet.
  case none
  case ready
  /// It must be destroyed and made again before the next transaction.
  case needsRecreation
  /// Another one has taken its epoch: it is made again only by a lane that is still a member of the group.
  case fenced
}
