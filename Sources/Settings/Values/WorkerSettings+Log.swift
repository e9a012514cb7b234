extension WorkerSettings {
  public struct Log: Sendable, Equatable {
    public var level = Level.info
    public var format = Format.auto

    public init() {}

    /// The least grave events that are written.
    public enum Level: String, Sendable, CaseIterable {
      case debug, info, warning, error
    }

    /// `auto` is text on a terminal and JSON elsewhere.
    public enum Format: String, Sendable, CaseIterable {
      case auto, json, text
    }
  }
}
