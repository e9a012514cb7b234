import ContractDocuments
import CustomerContract
import Settings

/// `contract …`: a document of the contract as the settings have it.
struct ContractCommand {
  let invocation: Invocation
  let document: ContractDocument

  init?(_ invocation: Invocation) {
    self.invocation = invocation
    switch invocation.command {
    case .contractSchema:
      switch invocation.operands.first.flatMap(SchemaName.init(rawValue:)) {
      case .command, nil: document = .commandSchema
      case .accepted: document = .acceptedSchema
      case .rejected: document = .rejectedSchema
      }
    case .contractAsyncAPI: document = .asyncAPI
    case .contractMarkdown: document = .reference
    case .contractCodes: document = .codes
    default: return nil
    }
  }

  func run(_ environment: ProgramEnvironment) throws -> ExitCode {
    // The codes are the same with all settings.
    if document == .codes {
      try environment.write(document.text())
      return .success
    }
    let settings = try SettingsLoading(environment: environment, invocation: invocation).load().settings
    try environment.write(document.text(rules: settings.rules, format: settings.results, topics: settings.topics))
    return .success
  }

  /// Whose JSON Schema is asked for.
  enum SchemaName: String, CaseIterable {
    case command, accepted, rejected
  }
}
