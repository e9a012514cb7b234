/// The condition of a lane's producer.
package enum ProducerState: Equatable, Sendable {
  /// No producer has been made yet.
  case none
  case ready
  /// The producer must be destroyed and made again before the next transaction.
  case needsRecreation
  /// Another one has taken its epoch: it is made again only by a lane that is still a member of the group.
  case fenced
}
