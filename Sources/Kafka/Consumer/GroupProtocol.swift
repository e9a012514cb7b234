/// The protocol that the members of a group have agreed on.
public struct GroupProtocol: Sendable, Equatable {
  /// `consumer` for consumers; others for what else uses groups, such as Kafka Connect.
  public let type: String
  /// The assignor, such as `range`; empty while the group is distributing its partitions.
  public let name: String
  public let members: Int

  public init(type: String, name: String, members: Int) {
    self.type = type
    self.name = name
    self.members = members
  }
}
