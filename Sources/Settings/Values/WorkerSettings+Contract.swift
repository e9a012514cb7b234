/// The settings that deciding and the form of results depend on.
extension WorkerSettings {
  /// What becomes of members that are not in the field table.
  public enum UnknownFields: String, Sendable, CaseIterable {
    case reject, drop, keep
  }

  /// What a null counts as.
  public enum NullFields: String, Sendable, CaseIterable {
    case reject, absent
  }

  /// What an empty string counts as in a field that is no free text.
  public enum EmptyStrings: String, Sendable, CaseIterable {
    case keep, absent
  }

  public struct Auth: Sendable, Equatable {
    public var mode = Mode.open
    public var workspaceHeader = "workspace-id"

    public init() {}

    /// Where the caller's workspace comes from.
    public enum Mode: String, Sendable, CaseIterable {
      case open, header
    }
  }

  public struct Commands: Sendable, Equatable {
    public var eventTypes = ["customer.create"]

    public init() {}
  }

  public struct Limits: Sendable, Equatable {
    public var commandBytes = 900_000
    public var depth = 62
    public var members = 1000
    public var nameBytes = 10_000
    public var numberCharacters = 1000
    public var errors = 100
    public var resultBytes = 1_000_000

    public init() {}
  }

  public struct Results: Sendable, Equatable {
    public var mode = Mode.binary
    public var source = "/customer-worker"
    public var problemBase = "urn:customer-create:problem:"
    public var copyHeaders: [String] = []

    public init() {}

    /// The content mode of the CloudEvents.
    public enum Mode: String, Sendable, CaseIterable {
      case binary, structured
    }
  }
}
