public import CustomerContract
public import Settings

/// The settings of the contract, in the contract's own types.
extension Rules {
  public init(_ settings: WorkerSettings) {
    self.init()
    unknownFields =
      switch settings.unknownFields {
      case .reject: .reject
      case .drop: .drop
      case .keep: .keep
      }
    nullFields =
      switch settings.nullFields {
      case .reject: .reject
      case .absent: .absent
      }
    emptyStrings =
      switch settings.emptyStrings {
      case .keep: .keep
      case .absent: .absent
      }
    workspace =
      switch settings.auth.mode {
      case .open: .open
      case .header: .header(name: settings.auth.workspaceHeader)
      }
    eventTypes = settings.commands.eventTypes
    limits.commandBytes = settings.limits.commandBytes
    limits.depth = settings.limits.depth
    limits.members = settings.limits.members
    limits.nameBytes = settings.limits.nameBytes
    limits.numberCharacters = settings.limits.numberCharacters
    limits.errors = settings.limits.errors
  }
}

extension ResultFormat {
  public init(_ settings: WorkerSettings) {
    self.init()
    mode =
      switch settings.results.mode {
      case .binary: .binary
      case .structured: .structured
      }
    source = settings.results.source
    problemBase = settings.results.problemBase
    copyHeaders = settings.results.copyHeaders
    resultBytes = settings.limits.resultBytes
  }
}
