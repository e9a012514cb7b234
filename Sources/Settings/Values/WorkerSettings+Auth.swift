import CustomerContract

extension WorkerSettings {
  /// The settings that say which workspace a caller belongs to.
  public struct Auth: Sendable, Equatable {
    public var mode = Mode.open
    /// The header with the caller's workspace; without meaning where the mode is `open`.
    public var workspaceHeader = "workspace-id"

    public init() {}

    public enum Mode: String, Sendable, CaseIterable {
      case open, header
    }

    /// The rule of the contract that these settings choose.
    var workspace: Rules.Workspace {
      switch mode {
      case .open: .open
      case .header: .header(name: workspaceHeader)
      }
    }
  }
}
