/// A topic to create.
public struct NewTopic: Sendable {
  public var name: String
  public var partitions: Int32
  /// The number of copies of each partition; -1 is the cluster's default.
  public var replicationFactor: Int32
  /// The topic's settings, such as `cleanup.policy`.
  public var configuration: [(name: String, value: String)]

  public init(
    name: String, partitions: Int32, replicationFactor: Int32 = -1, configuration: [(name: String, value: String)] = []
  ) {
    self.name = name
    self.partitions = partitions
    self.replicationFactor = replicationFactor
    self.configuration = configuration
  }
}
