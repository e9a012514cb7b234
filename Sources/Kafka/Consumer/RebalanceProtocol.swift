/// How a group moves partitions between its members.
public enum RebalanceProtocol: Sendable {
  /// Not in a group yet.
  case none
  /// Everything is revoked, then the new whole is assigned (`range`, `roundrobin`).
  case eager
  /// Only what moves is revoked and assigned (`cooperative-sticky`).
  case cooperative
}
