import ContractDocuments
import CustomerContract
import Platform
import Settings

/// `contract …`: a document of the contract as the settings have it.
struct ContractCommand {
  let invocation: Invocation
  let document: ContractDocument

  /// The command whose document is a JSON Schema.
  ///
  /// The parser has checked the name of the schema; without one it is that of commands.
  static func schema(_ invocation: Invocation) -> ContractCommand {
    let document: ContractDocument =
      switch invocation.operands.first.flatMap(SchemaName.init(rawValue:)) {
      case .command, nil: .commandSchema
      case .accepted: .acceptedSchema
      case .rejected: .rejectedSchema
      }
    return ContractCommand(invocation: invocation, document: document)
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
}
