/// The way in which a group moves partitions between its members.
public enum RebalanceProtocol: Sendable {
  /// The consumer is in no group yet.
  case none
  /// Everything is revoked, and then the new assignment is given (`range`, `roundrobin`).
  case eager
  /// Only what moves is revoked and assigned (`cooperative-sticky`).
  case cooperative
}
